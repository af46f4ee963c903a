"""The admin of photos: thumbnails, captions, and upload through Photo.store."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from briefings.models import Photo
from briefings.pictures import Unacceptable
from cohorts.admin.base import CohortFilter, CohortScopedAdmin


class UploadForm(forms.ModelForm):
    """Keeps the picture when all else is right, so that what goes wrong with it stands beside its field."""

    file = forms.FileField(label=_("picture"))
    by = None

    class Meta:
        model = Photo
        fields = ("cohort", "file", "caption", "alt", "credit")

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        try:
            self.stored = Photo.store(data.pop("file").read(), by=self.by, **data)
        except Unacceptable as error:
            self.add_error("file", str(error))
        return data


@admin.register(Photo)
class PhotoAdmin(CohortScopedAdmin):
    list_display = ["thumbnail", "caption", "credit", "forum", "talk", "cohort", "uses", "uploaded_at"]
    list_display_links = ["thumbnail", "caption"]
    list_select_related = ["cohort", "forum", "talk"]
    list_filter = [("cohort", CohortFilter), ("forum", CohortFilter), ("talk", admin.EmptyFieldListFilter)]
    search_fields = ["caption", "alt", "credit", "forum__theme", "talk__title"]
    date_hierarchy = "uploaded_at"
    ordering = ["-uploaded_at", "pk"]  # counting forgets the model's own
    fields = ["thumbnail", "caption", "alt", "credit", "forum", "talk"]
    readonly_fields = ["thumbnail", "forum", "talk"]  # set on the forum's photos page

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(places_count=Count("places"))

    def get_form(self, request, obj=None, **kwargs):
        upload = type("UploadForm", (UploadForm,), {"by": request.user})
        return super().get_form(request, obj, **kwargs | ({} if obj else {"form": upload}))

    def get_fields(self, request, obj=None):
        return self.fields if obj else ["cohort", "file", "caption", "alt", "credit"]

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        obj.pk = form.stored.pk

    def has_delete_permission(self, request, obj=None):
        """What an edition shows stays."""
        return super().has_delete_permission(request, obj) and not (obj and obj.editions.exists())

    @admin.display(description=_("photo"))
    def thumbnail(self, photo):
        source = reverse("photo", args=[photo.pk, photo.widths[0]])
        words = photo.alt or photo.caption or gettext("Photo without words")
        return format_html('<img src="{}" alt="{}" class="thumbnail" loading="lazy">', source, words)

    @admin.display(description=_("used"), ordering="places_count")
    def uses(self, photo):
        return photo.places_count
