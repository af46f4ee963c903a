"""The accounts of a cohort's trainees: how each stands, and slips for those who have none or forgot their password."""

import segno
from django import forms
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cohorts.accounts.making import make_slips
from cohorts.accounts.standing import may_have_slip, standings
from cohorts.admin.base import cohorts_where
from cohorts.admin.doors import door, page

PERMISSION = "cohorts.add_activationslip"
ON_A_SHEET = 8


class TicksForm(forms.Form):
    """For whom slips are made: of the rows shown, those that may have one."""

    trainees = forms.MultipleChoiceField(
        error_messages={
            "required": _("Nobody is ticked. Tick the trainees who need a slip."),
            "invalid_choice": _(
                "Somebody ticked can't be given a slip any more. Look the list over once more."
            ),
        }
    )

    def __init__(self, rows, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in rows if may_have_slip(row)}
        self.fields["trainees"].choices = [(key, key) for key in self.rows]
        self.initial = {"trainees": [key for key, row in self.rows.items() if row.person.user is None]}

    @property
    def chosen(self):
        """In the order of the list."""
        keys = set(self.cleaned_data["trainees"])
        return [row for key, row in self.rows.items() if key in keys]


@door(PERMISSION)
@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request, cohort):
    rows = list(standings(cohort, cohorts_where(request.user, PERMISSION)))
    form = TicksForm(rows, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _sheet(request, cohort, make_slips(cohort, form.chosen, by=request.user))
    ticked = set(form["trainees"].value() or [])
    for row in rows:
        row.choosable, row.ticked = str(row.pk) in form.rows, str(row.pk) in ticked
    context = {
        "cohort": cohort,
        "title": _("Accounts of trainees"),
        "rows": rows,
        "form": form,
        "lacking": sum(row.person.user is None for row in rows),
    }
    return page(request, "accounts", context)


def _sheet(request, cohort, printed):
    """Answered at once and never again: after this nobody knows the codes."""
    slips = [vars(slip) | _way(request, slip.code) for slip in printed]
    sheets = [slips[start : start + ON_A_SHEET] for start in range(0, len(slips), ON_A_SHEET)]
    context = {"cohort": cohort, "title": _("Activation slips"), "sheets": sheets}
    return page(request, "accounts_slips", context)


def _way(request, code):
    address = request.build_absolute_uri(reverse("activate", args=[code]))
    picture = segno.make_qr(address, error="m")
    return {
        "address": address,
        "picture": mark_safe(picture.svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None)),
    }
