"""Photo: an uploaded picture, re-encoded, in renditions; seen by whoever may see an edition citing it."""

import hashlib
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from briefings.models.forum import Forum, Talk
from briefings.pictures import Unacceptable, encode, widths
from cohorts.models import Cohort


def rendition_path(photo_id, width):
    """Where a rendition lies below MEDIA_ROOT; no URL serves that folder."""
    return f"photos/{str(photo_id)[:2]}/{photo_id}-{width}.jpg"


class PhotoQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those cited by an edition this user may read, and those of cohorts where they have a role."""
        from briefings.models.edition import Edition  # noqa: PLC0415 the two name each other

        cited = Edition.photos.through.objects.filter(
            photo_id=OuterRef("pk"), edition__in=Edition.objects.visible_to(user)
        )
        if user.is_authenticated and user.is_superuser:
            return self
        own = user.cohorts_with() if user.is_authenticated else []
        return self.filter(Q(Exists(cited)) | Q(cohort__in=own))

    def by_time_taken(self):
        return self.order_by(Coalesce("taken_at", "uploaded_at"), "pk")


class Photo(models.Model):
    """A picture as we keep it: fresh JPEG bytes without metadata, width and height in pixels."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="photos", verbose_name=_("cohort"))
    forum = models.ForeignKey(
        Forum, models.SET_NULL, null=True, blank=True, related_name="photos", verbose_name=_("forum")
    )
    talk = models.ForeignKey(
        Talk,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("talk"),
        help_text=_("Left empty: it goes to the gallery."),
    )
    caption = models.CharField(_("caption"), max_length=120, blank=True)
    alt = models.CharField(_("description for who can't see it"), max_length=200, blank=True)
    credit = models.CharField(_("photographer"), max_length=40, blank=True)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True, editable=False)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("uploaded by"),
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-uploaded_at", "pk"]

    def __str__(self):
        return self.caption or str(self.pk)[:8]

    def get_absolute_url(self):
        return reverse("photo", args=[self.pk, self.widths[-1]])

    @classmethod
    def store(cls, data, *, cohort, by, **fields):
        """Keep an uploaded picture: files first, then the row. Raises Unacceptable in words."""
        picture = encode(data)
        photo = cls(
            cohort=cohort,
            uploaded_by=by,
            width=picture.width,
            height=picture.height,
            sha256=hashlib.sha256(data).hexdigest(),
            taken_at=picture.taken_at,
            **fields,
        )
        written = []
        try:
            for width, content in picture.renditions.items():
                written.append(default_storage.save(rendition_path(photo.pk, width), ContentFile(content)))
            photo.save(force_insert=True)
        except Exception as error:
            for name in written:
                default_storage.delete(name)
            if isinstance(error, OSError):
                raise Unacceptable(
                    gettext(
                        "The picture could not be kept, the site's disk is full or fails:"
                        " tell who runs the site, then upload it again."
                    )
                ) from error
            raise
        return photo

    def clean(self):
        if self.talk_id and self.talk.session.forum_id != self.forum_id:
            raise ValidationError({"talk": _("This talk belongs to another forum.")}, code="foreign_talk")

    @property
    def moment(self):
        """What photos are sorted by: when it was taken, else when it came in."""
        return (self.taken_at or self.uploaded_at, str(self.pk))

    @property
    def widths(self):
        """The widths of its renditions in pixels, ascending."""
        return widths(self.width)

    def path(self, width):
        """The name of a rendition in the storage; KeyError for a width that was never made."""
        if width not in self.widths:
            raise KeyError(width)
        return rendition_path(self.pk, width)


class StoredPhotos:
    """Opens pictures for renderers, from the storage."""

    def open(self, photo, width):
        with default_storage.open(rendition_path(photo, width)) as file:
            return file.read()
