"""Issue: one number of a series, as editors edit it; `move()` is the one door for its status."""

from contextlib import contextmanager

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from briefings import document as waist
from briefings.models.distribution import DistributionList, lines
from briefings.models.edition import Visibility
from briefings.models.forum import Forum
from briefings.models.moves import Conflict, perform, refusal
from briefings.models.section import read_sections, write_sections
from briefings.models.series import Series
from briefings.models.version import DRAFTING, Occasion, Version
from briefings.workflow import IN_REVIEW, Status, rules_from
from cohorts.models import Cohort


class IssueQuerySet(models.QuerySet):
    def for_staff(self, user):
        """Those of the cohorts this user serves."""
        return self if user.is_superuser else self.filter(cohort__in=user.cohorts_with())

    def in_review(self):
        return self.filter(status__in=IN_REVIEW)

    def with_history(self):
        """With what decides who may move them: their steps, and who drafted them, as `drafts`."""
        drafts = Version.objects.filter(occasion__in=DRAFTING).only("issue_id", "by_id")
        return self.prefetch_related("steps", models.Prefetch("versions", drafts, to_attr="drafts"))


class Issue(DistributionList):
    """Its masthead lines are its own text, prefilled from series and cohort. `slug` is the page's address."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="issues", verbose_name=_("series"))
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="issues", verbose_name=_("cohort"))
    forum = models.ForeignKey(
        Forum,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="issues",
        verbose_name=_("forum"),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False
    )
    visibility = models.CharField(
        _("visible to"), max_length=10, choices=Visibility, default=Visibility.COHORT
    )
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    numbering_scope = models.CharField(max_length=120, blank=True, editable=False)
    slug = models.SlugField(_("address"), max_length=140, unique=True, null=True, editable=False)  # noqa: DJ001 unique, and absent until signed
    created_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    edited_at = models.DateTimeField(_("edited at"), auto_now_add=True)

    cohort_name = models.CharField(_("cohort line"), max_length=80, blank=True)
    theme = models.CharField(_("theme"), max_length=120, blank=True)
    series_name = models.CharField(_("series line"), max_length=60, blank=True)
    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("Leave empty: signing gives the next one.")
    )
    number_label = models.CharField(_("number as printed"), max_length=40, blank=True)
    cumulative = models.PositiveIntegerField(_("cumulative number"), null=True, blank=True)
    supplement = models.BooleanField(_("supplement"), default=False)
    date = models.DateField(_("date"), null=True, blank=True, help_text=_("Leave empty: the day of signing."))
    issuer = models.CharField(_("issued by"), max_length=60, blank=True)
    marking = models.CharField(_("marking"), max_length=40, blank=True)
    compiled_by = models.CharField(_("compiled by"), max_length=80, blank=True)
    added = models.TextField(_("this issue also to"), blank=True)
    copies = models.PositiveIntegerField(_("copies"), null=True, blank=True)
    credit_editor = models.CharField(_("editor"), max_length=40, blank=True, editable=False)
    credit_reviewers = models.TextField(_("reviewers"), blank=True, editable=False)
    credit_signatory = models.CharField(_("signatory"), max_length=40, blank=True, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-edited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["numbering_scope", "number"],
                condition=~Q(numbering_scope=""),
                name="issue_number_once",
                violation_error_message=_("This number is taken in its series."),
            ),
            models.CheckConstraint(
                condition=Q(numbering_scope="") | (Q(number__isnull=False) & Q(slug__isnull=False)),
                name="numbered_issue_has_number",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=1),
                name="issue_number_positive",
                violation_error_message=_("An issue's number is 1 or more."),
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="issue_status_known"),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="issue_visibility_known"
            ),
        ]

    def __str__(self):
        return " ".join(filter(None, (self.number_label, self.theme.replace("|", "")))) or gettext(
            "Untitled issue"
        )

    @classmethod
    def begin(cls, series, cohort, **fields):
        """An unsaved draft of a series, headed and distributed as the series says."""
        issue = cls(
            series=series,
            cohort=cohort,
            cohort_name=cohort.name,
            series_name=series.name,
            issuer=series.issuer,
            marking=series.marking,
            **fields,
        )
        issue.distribution = series.distribution
        return issue

    @property
    def is_draft(self):
        return self.status == Status.DRAFT

    @property
    def is_numbered(self):
        return bool(self.numbering_scope)

    @property
    def current_edition(self):
        return self.editions.filter(current=True).first()

    def document(self):
        """This issue as plain data; the inverse of `replace_with()`."""
        return waist.Document(
            masthead=waist.Masthead(
                cohort=self.cohort_name,
                theme=self.theme,
                series=self.series_name,
                number=self.number,
                number_label=self.number_label,
                cumulative=self.cumulative,
                supplement=self.supplement,
                date=self.date.isoformat() if self.date else "",
                issuer=self.issuer,
                marking=self.marking,
            ),
            sections=read_sections(self),
            compiled_by=self.compiled_by,
            distribution=self.distribution,
            added=lines(self.added),
            copies=self.copies,
            credits=waist.Credits(self.credit_editor, lines(self.credit_reviewers), self.credit_signatory),
        )

    def replace_with(self, document, *, by, occasion=Occasion.RESTORE, note=""):
        """Make this draft say `document`, and take a Version of it. A number given at signing stays."""
        head = document.masthead
        with self.editing(by, occasion, note):
            self.refresh_from_db()  # nobody's change of what the document doesn't say is taken back
            self.cohort_name, self.theme, self.series_name = head.cohort, head.theme, head.series
            if not self.is_numbered:
                self.number, self.number_label, self.supplement = (
                    head.number,
                    head.number_label,
                    head.supplement,
                )
            self.cumulative, self.issuer, self.marking = head.cumulative, head.issuer, head.marking
            self.date = timezone.datetime.fromisoformat(head.date).date() if head.date else None
            self.compiled_by, self.copies = document.compiled_by, document.copies
            self.distribution, self.added = document.distribution, "\n".join(document.added)
            self.credit_editor, self.credit_signatory = document.credits.editor, document.credits.signatory
            self.credit_reviewers = "\n".join(document.credits.reviewers)
            self.revision += 1
            self.save()
            write_sections(self, document.sections)

    @contextmanager
    def editing(self, by, occasion=Occasion.EDIT, note=""):
        """The one transaction in which a draft's content changes; it ends with a Version. Raises Conflict."""
        with transaction.atomic():
            claimed = Issue.objects.filter(pk=self.pk, status=Status.DRAFT).update(edited_at=timezone.now())
            if not claimed:
                raise Conflict(
                    gettext(
                        "This issue is no draft any more: it can't be edited until it is returned or corrected."
                    )
                )
            yield
            Version.objects.take(Issue.objects.get(pk=self.pk), by, occasion, note)

    def save_masthead(self, values, *, revision, by):
        """Write masthead fields if nobody did since `revision`. Raises Conflict."""
        with self.editing(by, note=gettext("masthead")):
            if not Issue.objects.filter(pk=self.pk, revision=revision).update(
                revision=F("revision") + 1, **values
            ):
                raise Conflict(gettext("Somebody saved the masthead after you opened it."))
        self.refresh_from_db()

    def set_visibility(self, visibility):
        """Say who may read it, now and in coming editions."""
        with transaction.atomic():
            Issue.objects.filter(pk=self.pk).update(visibility=visibility)
            self.visibility = visibility
            for edition in self.editions.filter(current=True):
                edition.visibility = visibility
                edition.save(update_fields=["visibility"])

    def move(self, move, *, by, note=""):
        """Take a step of workflow.RULES: all of it or nothing. Raises Refusal in words, or Conflict."""
        perform(self, move, by=by, note=note)

    def moves_for(self, user):
        """[(Rule, why not or "")]: the moves this user's roles allow from here."""
        allowed = (rule for rule in rules_from(self.status) if user.has_role(self.cohort_id, *rule.roles))
        return [(rule, refusal(self, rule, user)) for rule in allowed]
