"""Who is meant by what somebody typed: 姓名, 单位 姓名, or 单位、职务和姓名 in one; several parted by 、."""

import re
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from briefings.document import Byline
from briefings.imports.people import Roster
from briefings.models import Speaker
from briefings.models.arrival import measure, names_for
from cohorts.models import Enrollment

SEVERAL = re.compile(r"[、，,；;\n]+")


class Guessing:
    """Finds people in typed text by what is known in a cohort; `doubts` are sentences to show beside the result."""

    def __init__(self, cohort):
        self.cohort = cohort
        self.doubts = []

    @cached_property
    def roster(self):
        return Roster(names_for(self.cohort))

    def people(self, text):
        """The Bylines of everybody named, each once. Raises ValidationError in words."""
        bylines = [self._identified(byline) for byline in self._read(text)]
        found = list({byline.person or byline: byline for byline in bylines}.values())
        for byline in found:
            _measure(byline)
        return found

    def one(self, text):
        """Exactly one Byline."""
        found = self.people(text)
        if len(found) != 1:
            raise ValidationError(_("Type one person here; another one gets an entry of their own."))
        return found[0]

    def signature(self, text):
        """Who signs a quote: somebody known, else the text as it stands."""
        named = self.roster.attributed(text)
        byline = self._identified(replace(named[0], title="")) if len(named) == 1 else Byline(name=text)
        byline = byline if byline.person else Byline(name=text)
        _measure(byline)
        return byline

    def _read(self, text):
        parts = [part.strip() for part in SEVERAL.split(text) if part.strip()]
        read = [self.roster.billed(part) for part in parts]
        if not all(read) and (whole := self.roster.billed(text)):
            return whole
        return [
            byline
            for part, billed in zip(parts, read, strict=True)
            for byline in billed or self.roster.attributed(part) or (self._as_it_stands(part),)
        ]

    def _as_it_stands(self, part):
        self.doubts.append(
            _("“%(text)s” was taken for a name as it stands: correct it if it is none.") % {"text": part}
        )
        return Byline(name=part)

    def _identified(self, byline):
        """With its person, when it can only be one; of namesakes this cohort's trainee, if one of them is."""
        doubts = []
        byline = self.roster.identified(byline, 0, doubts)
        if not byline.person and len(self.roster.people[byline.name]) > 1 and not byline.organization:
            here = Enrollment.objects.filter(
                cohort=self.cohort, person__in=[each.uuid for each in self.roster.people[byline.name]]
            )
            trainees = list(here.values_list("person", flat=True)[:2])
            if len(trainees) == 1:
                return replace(byline, person=str(trainees[0]))
        self.doubts += [doubt.message for doubt in doubts]
        return byline


def _measure(byline):
    billed = {name: getattr(byline, name) for name in ("name", "organization", "title")}
    if overlong := list(measure(Speaker, **billed)):
        raise ValidationError(overlong)
