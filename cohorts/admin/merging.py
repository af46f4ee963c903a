"""The page where two records become one: both side by side, what will happen to what hangs on them, and a confirmation."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cohorts.admin.base import NONSENSE, CohortScopedAdmin, cohorts_where
from cohorts.models import Enrollment
from cohorts.models.acquaintance import people_known_to
from cohorts.models.repointing import Unmergeable


class Mergeable(CohortScopedAdmin):
    """An admin whose list offers to merge two records; what merging means is said by its subclass."""

    actions = ["merge_two"]

    def get_urls(self):
        page = path("merge/", self.admin_site.admin_view(self.merge_view), name=self._merge_name)
        return [page, *super().get_urls()]

    @property
    def _merge_name(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_merge"

    def mergeable(self, request):
        """The queryset of what this account may merge."""
        return self.get_queryset(request)

    def plan_merge(self, kept, merged):
        raise NotImplementedError

    def merge(self, kept, merged, by, **said):
        raise NotImplementedError

    def merge_facts(self, row):
        """[(what, [texts])] by which people tell two records apart."""
        raise NotImplementedError

    def merge_effects(self, kept, merged):
        """Sentences on what else changes."""
        return []

    @admin.action(description=gettext_lazy("Merge two records into one"), permissions=["change"])
    def merge_two(self, request, queryset):
        keys = [str(key) for key in queryset.order_by("pk").values_list("pk", flat=True)[:3]]
        if len(keys) != 2:
            messages.error(
                request, _("Tick exactly two records of the list to merge them: search for their names.")
            )
            return None
        if self.mergeable(request).filter(pk__in=keys).count() != 2:
            messages.error(
                request,
                _(
                    "These two are not yours to merge: one has an account or studies elsewhere. Ask an administrator."
                ),
            )
            return None
        return HttpResponseRedirect(f"{reverse(f'admin:{self._merge_name}')}?ids={','.join(keys)}")

    def merge_view(self, request):
        return merge_page(request, self)


class MergeForm(forms.Form):
    """Which of two is kept; people of different names need a tick more."""

    kept = forms.ChoiceField(widget=forms.RadioSelect)
    same = forms.BooleanField(label=gettext_lazy("The names differ, it is the same person"))

    def __init__(self, *args, pair, names_matter, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in pair}
        self.fields["kept"].choices = [(key, str(row)) for key, row in self.rows.items()]
        if not names_matter or len({row.name for row in pair}) == 1:
            del self.fields["same"]

    @property
    def chosen(self):
        """(kept, merged)"""
        kept = self.cleaned_data["kept"]
        return self.rows[kept], next(row for key, row in self.rows.items() if key != kept)


@require_http_methods(["GET", "HEAD", "POST"])
def merge_page(request, model_admin):
    pair = _pair(request, model_admin)
    form = MergeForm(
        request.POST if request.method == "POST" else None, pair=pair, names_matter=model_admin.names_matter
    )
    refused, status = [], 200
    if request.method == "POST" and form.is_valid():
        kept, merged = form.chosen
        said = {"names_differ": True} if "same" in form.fields else {}
        try:
            model_admin.merge(kept, merged, request.user, **said)
        except Unmergeable as error:
            refused, status = error.sentences, 409
        else:
            messages.success(
                request, _("“%(merged)s” is merged into “%(kept)s”.") % {"merged": merged, "kept": kept}
            )
            return redirect(
                f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_change", kept.pk
            )
    return TemplateResponse(
        request,
        "admin/cohorts/merge.html",
        _context(request, model_admin, pair, form, refused),
        status=status,
    )


def _pair(request, model_admin):
    """The two records that `?ids=` names, in its order, or 404."""
    keys = request.GET.get("ids", "").split(",")
    if not model_admin.has_change_permission(request) or len(keys) != 2 or keys[0] == keys[1]:
        raise Http404
    try:
        rows = {str(row.pk): row for row in model_admin.mergeable(request).filter(pk__in=keys)}
    except NONSENSE as error:
        raise Http404 from error
    if set(rows) != set(keys):
        raise Http404
    return [rows[key] for key in keys]


def _context(request, model_admin, pair, form, refused):
    plans = [model_admin.plan_merge(kept, merged) for kept, merged in (pair, pair[::-1])]
    obstacles = dict.fromkeys([*refused, *(sentence for plan in plans for sentence in plan.obstacles)])
    sides = [
        {
            "row": row,
            "chosen": form["kept"].value() == str(row.pk),
            "facts": [fact for fact in (*model_admin.merge_facts(row), _named_in(reverse_plan)) if fact[1]],
            "consequences": [*_sentences(plan), *model_admin.merge_effects(row, other)],
        }
        for row, other, plan, reverse_plan in zip(pair, pair[::-1], plans, plans[::-1], strict=True)
    ]
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Merge two records into one"),
        "form": form,
        "sides": sides,
        "obstacles": list(obstacles),
    }


def _named_in(plan):
    """How many records of each kind name the one that this plan would merge."""
    counts = (_("%(kind)s: %(count)s") % {"kind": move.kind, "count": move.found} for move in plan.moves)
    return _("Named in"), [" · ".join(counts)] if plan.moves else []


def _sentences(plan):
    """What happens to the rows of each kind."""
    for move in plan.moves:
        words = {"kind": move.kind, "count": len(move.moved), "twice": len(move.dropped)}
        if move.moved:
            yield _("%(kind)s: %(count)s will name the kept record.") % words
        if move.filled:
            yield _("%(kind)s: both become one, each fills what the other lacks.") % words
        elif move.dropped:
            yield _("%(kind)s: %(twice)s said by both, kept once.") % words


def people_mergeable_by(user):
    """Superusers merge anybody; others those without an account who study, if at all, where they keep the people."""
    known = people_known_to(user)
    if user.is_superuser:
        return known
    kept = cohorts_where(user, "cohorts.change_person").values("pk")
    elsewhere = Enrollment.objects.filter(person=OuterRef("pk")).exclude(cohort__in=kept)
    return known.filter(~Exists(elsewhere), user=None)
