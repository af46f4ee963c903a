"""What somebody asks of an export: kind, columns, order, whom, and what it is for."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.exporting.columns import COLUMNS, FIXED, PRIVATE, USUAL, needs_purpose
from cohorts.exporting.register import register
from cohorts.forms.days import DayInput
from cohorts.models import ExportKind, Half, RosterExport, StudyGroup
from cohorts.roster.ordering import Order

WORKBOOK, PAGE = "workbook", "page"
MOST_HALF_DAYS = 8  # columns to sign in on a page
ORDERS = {
    Order.NUMBER: _("by roster number"),
    Order.PINYIN: _("by pinyin"),
    Order.STROKES: _("by strokes of the surname"),
}


def _labels(names):
    return [(name, COLUMNS[name].label) for name in names]


class ExportForm(forms.Form):
    """`may_reveal`: whether whole numbers can be asked for at all."""

    kind = forms.ChoiceField(
        label=_("kind of list"), choices=ExportKind, widget=forms.RadioSelect, initial=ExportKind.ROSTER
    )
    output = forms.ChoiceField(
        label=_("how it is wanted"),
        choices=[(WORKBOOK, _("Excel workbook (.xlsx)")), (PAGE, _("page to print"))],
        widget=forms.RadioSelect,
        initial=WORKBOOK,
    )
    columns = forms.MultipleChoiceField(
        label=_("columns"),
        choices=lambda: _labels(name for name in COLUMNS if name not in PRIVATE),
        widget=forms.CheckboxSelectMultiple,
        initial=USUAL,
        required=False,
    )
    private_columns = forms.MultipleChoiceField(
        label=_("private columns"),
        choices=lambda: _labels(name for name in COLUMNS if name in PRIVATE),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    order = forms.ChoiceField(label=_("order"), choices=list(ORDERS.items()), initial=Order.NUMBER)
    group = forms.ModelChoiceField(
        StudyGroup.objects.none(),
        label=_("whom it lists"),
        required=False,
        empty_label=_("the whole class"),
        to_field_name="number",
    )
    by_group = forms.BooleanField(label=_("group by group"), required=False)
    first_day = forms.DateField(label=_("first day"), required=False, widget=DayInput())
    last_day = forms.DateField(label=_("last day"), required=False, widget=DayInput())
    halves = forms.MultipleChoiceField(
        label=_("halves of the day"),
        choices=Half,
        widget=forms.CheckboxSelectMultiple,
        initial=[Half.MORNING, Half.AFTERNOON],
        required=False,
    )
    unmasked = forms.BooleanField(label=_("whole numbers and addresses"), required=False)
    purpose = forms.CharField(
        label=_("purpose"),
        max_length=RosterExport._meta.get_field("purpose").max_length,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, cohort, *args, may_reveal, **kwargs):
        super().__init__(*args, **kwargs)
        self.cohort = cohort
        self.fields["group"].queryset = cohort.groups.all()
        if not may_reveal:
            del self.fields["unmasked"]

    def clean(self):
        said = super().clean()
        if said.get("kind") == ExportKind.ROSTER and not self.columns_asked():
            self.add_error(
                "columns", forms.ValidationError(_("Choose a column at least."), code="no_columns")
            )
        if needs_purpose(self.columns_asked()) and not said.get("purpose"):
            self.add_error(
                "purpose",
                forms.ValidationError(
                    _("This list holds private details: say what they are needed for."), code="no_purpose"
                ),
            )
        if said.get("kind") == ExportKind.SIGN_IN and said.get("first_day") and not said.get("halves"):
            self.add_error("halves", forms.ValidationError(_("Tick one at least."), code="no_half"))
        elif said.get("kind") == ExportKind.SIGN_IN:
            self._clean_days(said.get("first_day"), said.get("last_day"))
        return said

    def _clean_days(self, first, last):
        if first and last and last < first:
            self.add_error("last_day", forms.ValidationError(_("It is before the first day."), code="days"))
        elif (last and not first) or self._half_days_in(first, last) > MOST_HALF_DAYS:
            words = _("At most %(most)d half-days fit on a page; name the first day and one soon after.")
            error = forms.ValidationError(words, params={"most": MOST_HALF_DAYS}, code="too_many")
            self.add_error("last_day", error)

    def _half_days_in(self, first, last):
        return ((last - first).days + 1 if last else 1) * len(self.cleaned_data.get("halves") or [])

    def columns_asked(self):
        """Names of columns: a roster's in the order of the table, the fixed ones of other kinds."""
        said = self.cleaned_data
        chosen = {*said.get("columns", ()), *said.get("private_columns", ())}
        return FIXED.get(said.get("kind"), [name for name in COLUMNS if name in chosen])

    def half_days(self):
        """[(day, half)] of a sign-in sheet, as JSON holds them; none: one column for one signature."""
        first, last = self.cleaned_data["first_day"], self.cleaned_data["last_day"]
        if self.cleaned_data["kind"] != ExportKind.SIGN_IN or not first:
            return []
        days = [first + timedelta(days=after) for after in range(((last or first) - first).days + 1)]
        return [(day.isoformat(), half) for day in days for half in self.cleaned_data["halves"]]

    def register(self, by):
        """Write what was asked for into the register; returns that line of it."""
        said = self.cleaned_data
        by_group = said["by_group"] or said["kind"] == ExportKind.CONTACTS
        return register(
            self.cohort,
            by=by,
            kind=said["kind"],
            printed=said["output"] == PAGE,
            columns=self.columns_asked(),
            order=said["order"],
            group=said["group"].number if said["group"] else None,
            choices={"by_group": by_group, "half_days": self.half_days()},
            unmasked=said.get("unmasked", False),
            purpose=said["purpose"],
        )
