"""What the stock pages of a forum's records share: the editor, the guard against lost updates, rows of people.

class TalkAdmin(EditsText, CohortScopedAdmin):
    form = PlacedForm  # a RecordForm
    fields = ["session", "title", "html"]  # never "revision": the template shows it
"""

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import get_deleted_objects
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from briefings.admin.compose import EDITOR_CSP
from briefings.forms.billing import MOST_ROWS, BilledRows, RowForm
from briefings.forms.record import RecordForm
from briefings.models import Forum, Speaker
from briefings.models.run import claim, last_position
from briefings.richtext import RichTextField, clean, plain
from cohorts.admin.base import ChosenByTyping
from cohorts.models import Cohort, Person
from cohorts.models.acquaintance import people_known_to

PLACES = ("forum", "session", "talk")


class EditsText:
    """Before a ModelAdmin: its form is a RecordForm, `fields` are named, saving leads back to the forum's run."""

    form = RecordForm
    change_form_template = add_form_template = "admin/briefings/record/change_form.html"

    def get_object(self, request, object_id, from_field=None):
        """The row; one that is being written is claimed first, so that all who change a forum stand in line."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None or request.method != "POST" or not connection.in_atomic_block:
            return obj
        claim(obj)
        return super().get_object(request, object_id, from_field)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Where a record stands is chosen, not made or changed, on its page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in PLACES:
            field.widget = field.widget.widget
        return field

    def save_model(self, request, obj, form, change):
        if form.fields.get("revision"):
            holder = getattr(obj, "holder", obj)
            holder.revision += 1
            holder.save(update_fields=["revision"])
        if hasattr(obj, "position") and (not change or "session" in form.changed_data):
            obj.position = last_position(obj)
        super().save_model(request, obj, form, change)

    def get_deleted_objects(self, objs, request):
        """What hangs on a record is of its forum, whose editors may delete all of it: nobody asks row by row."""
        deleted, counts, _needed, protected = get_deleted_objects(objs, request, admin.AdminSite())
        mine = all(self.has_delete_permission(request, obj) for obj in objs)
        return deleted, counts, set() if mine else {self.opts.verbose_name}, protected

    def render_change_form(self, request, context, **page):
        form = context["adminform"].form
        obj = page["obj"]
        context |= {"show_save_and_add_another": False, "forum": forum_of(obj)}
        if form.is_bound and getattr(form, "theirs", None) is not None:
            context |= self._conflict(form, context["inline_admin_formsets"])
        response = super().render_change_form(request, context, **page)
        response.status_code = 409 if "conflict" in context else 200
        if getattr(form, "rich_texts", ()):
            response._csp_config = EDITOR_CSP
        elif obj:
            _show_texts(obj)
        return response

    def _conflict(self, form, inlines):
        kind = ContentType.objects.get_for_model(self.model)
        saved = LogEntry.objects.filter(content_type=kind, object_id=str(form.instance.pk))
        rows = [
            (inline.opts.verbose_name_plural, inline.formset.stored, inline.formset.sent)
            for inline in inlines
        ]
        return {
            "conflict": form.non_field_errors()[0],
            "newest": saved.select_related("user__person").first(),
            "pairs": [*form.theirs, *(row for row in rows if row[1] != row[2])],
        }

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """What was typed for a row that is gone is shown, to be copied."""
        texts = [
            (field.label, plain(request.POST[name]))
            for name, field in self.get_form(request).base_fields.items()
            if isinstance(field, forms.CharField) and request.POST.get(name)
        ]
        if not texts:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "opts": opts,
            "title": _("This was deleted meanwhile"),
            "typed": "\n\n".join(f"{label}\n{text}" for label, text in texts),
        }
        return TemplateResponse(request, "admin/briefings/record/gone.html", context, status=409)

    def response_post_save_add(self, request, obj):
        return HttpResponseRedirect(reverse("admin:briefings_forum_run", args=[forum_of(obj).pk]))

    response_post_save_change = response_post_save_add

    @admin.display(description=Forum._meta.verbose_name)
    def forum(self, obj):
        return forum_of(obj)

    @admin.display(description=Cohort._meta.verbose_name)
    def cohort(self, obj):
        return forum_of(obj).cohort


def _show_texts(obj):
    """For those who only read: the rich texts as they read, not their tags."""
    for field in obj._meta.fields:
        if isinstance(field, RichTextField):
            setattr(obj, field.name, mark_safe(clean(getattr(obj, field.name))))


def forum_of(obj):
    """The Forum a record belongs to; None before it has one."""
    if obj is None or isinstance(obj, Forum):
        return obj
    try:
        return obj.forum
    except ObjectDoesNotExist:
        return None


def billed_at(place):
    """The names billed at a talk or session, as prefetched."""
    return "、".join(speaker.name for speaker in place.speakers.all())


class PeopleRows(ChosenByTyping, admin.TabularInline):
    """Who is billed at a place, in one of `roles`: whoever may change the place may change them."""

    model = Speaker
    form = RowForm
    formset = BilledRows
    extra, max_num = 0, MOST_ROWS
    autocomplete_fields = ["person"]
    roles = ()

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.remote_field.model is Person:
            kwargs.setdefault("queryset", people_known_to(request.user))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "role":
            kwargs |= {"choices": [(role, role.label) for role in self.roles], "initial": self.roles[0]}
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_view_permission(self, request, obj=None):
        return True

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **kwargs | {"absolute_max": MOST_ROWS})

    def _may_change(self, request, obj=None):
        return request.user.has_perm(f"briefings.change_{self.parent_model._meta.model_name}", obj)

    has_add_permission = has_change_permission = has_delete_permission = _may_change
