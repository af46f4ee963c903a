"""PartyBranch, and Appointment: the posts of branch, class and groups, with their terms."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort, Enrollment, StudyGroup
from cohorts.roster.posts import OF_GROUPS, SHARED


class Post(models.TextChoices):
    """Posts of the branch, of the class and of its groups."""

    BRANCH_SECRETARY = "branch_secretary", _("branch secretary")
    BRANCH_DEPUTY = "branch_deputy", _("deputy branch secretary")
    ORGANIZATION_COMMISSIONER = "organization_commissioner", _("organization commissioner")
    PUBLICITY_COMMISSIONER = "publicity_commissioner", _("publicity commissioner")
    DISCIPLINE_COMMISSIONER = "discipline_commissioner", _("discipline commissioner")
    MONITOR = "monitor", _("class monitor")
    DEPUTY_MONITOR = "deputy_monitor", _("deputy class monitor")
    STUDY_COMMISSIONER = "study_commissioner", _("study commissioner")
    WELFARE_COMMISSIONER = "welfare_commissioner", _("welfare commissioner")
    RECREATION_COMMISSIONER = "recreation_commissioner", _("recreation commissioner")
    GROUP_LEADER = "group_leader", _("group leader")
    DEPUTY_GROUP_LEADER = "deputy_group_leader", _("deputy group leader")


COMMITTEE = (
    Post.BRANCH_SECRETARY,
    Post.BRANCH_DEPUTY,
    Post.ORGANIZATION_COMMISSIONER,
    Post.PUBLICITY_COMMISSIONER,
    Post.DISCIPLINE_COMMISSIONER,
)
GROUP_POSTS = tuple(post for post in Post if post in OF_GROUPS)
CLASS_POSTS = tuple(post for post in Post if post not in (*COMMITTEE, *GROUP_POSTS))
# Several may hold these: the committee's size is a warning.
SHARED_POSTS = tuple(post for post in Post if post in SHARED)


class PartyBranch(models.Model):
    """The temporary party branch of a cohort."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="branch", verbose_name=_("cohort"))
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("party branch")
        verbose_name_plural = _("party branches")

    def __str__(self):
        return self.name


class AppointmentQuerySet(models.QuerySet):
    def held(self):
        return self.filter(until=None)

    def end(self, day):
        """End the terms still held, those that begin later on the day they begin; returns how many ended."""
        unbegun = self.held().filter(since__gt=day).update(until=F("since"))
        return unbegun + self.held().update(until=day)


class Appointment(models.Model):
    """Somebody's term in a post. A post has one holder at a time, but for those that are shared."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="appointments", verbose_name=_("cohort"))
    enrollment = models.ForeignKey(
        Enrollment, models.CASCADE, related_name="appointments", verbose_name=_("trainee")
    )
    post = models.CharField(_("post"), max_length=30, choices=Post)
    group = models.ForeignKey(
        StudyGroup,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("study group"),
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["cohort", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "post"],
                condition=Q(until__isnull=True, group__isnull=True) & ~Q(post__in=SHARED_POSTS),
                name="post_held_by_one",
                violation_error_message=_("Somebody holds this post; end that term first."),
            ),
            models.UniqueConstraint(
                fields=["group", "post"],
                condition=Q(until__isnull=True, group__isnull=False),
                name="group_post_held_by_one",
                violation_error_message=_("Somebody holds this post in the group; end that term first."),
            ),
            models.CheckConstraint(
                condition=Q(post__in=GROUP_POSTS, group__isnull=False)
                | (~Q(post__in=GROUP_POSTS) & Q(group__isnull=True)),
                name="group_named_for_group_posts",
                violation_error_message=_("Posts of a group name the group; other posts have none."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="term_ends_after_it_began",
                violation_error_message=_("A term can't end before it began."),
            ),
        ]

    def __str__(self):
        return f"{self.get_post_display()} {self.enrollment}"

    @property
    def full_post(self):
        """第二组组长: the post, and of a group's which one's."""
        return f"{self.group or ''}{self.get_post_display()}"

    def clean(self):
        if not self.enrollment_id:
            return  # the field says that it is required
        if self.enrollment.cohort_id != self.cohort_id:
            raise ValidationError(
                {"enrollment": _("This trainee belongs to another cohort.")}, code="foreign_trainee"
            )
        if self.group and self.enrollment.group_id != self.group_id:
            raise ValidationError(
                {"enrollment": _("A group is led by one of its own.")}, code="foreign_leader"
            )

    @classmethod
    def begin(cls, **term):
        """A term begins; a ValidationError says in words which rule forbids it, also when somebody was faster."""
        appointment = cls(**term)
        appointment.full_clean()
        try:
            with transaction.atomic():
                appointment.save()
        except IntegrityError:
            appointment.full_clean()
            raise
        return appointment
