"""The cell that is being read: it knows how it is called, and gathers what is wrong with it."""

import dataclasses

from django.utils.translation import gettext as _

from cohorts.roster import Issue, Severity
from cohorts.roster.tidying import quoted


@dataclasses.dataclass(slots=True)
class Place:
    """A column of an Excel row; an empty `heading` is the row itself."""

    row: int
    heading: str = ""
    field: str = ""
    issues: list[Issue] = dataclasses.field(default_factory=list)

    def error(self, code: str, message: str, **texts: str) -> None:
        self._add(Severity.ERROR, code, message, texts)

    def warn(self, code: str, message: str, **texts: str) -> None:
        self._add(Severity.WARNING, code, message, texts)

    # Of the texts only `value` comes from a cell.
    def _add(self, severity: Severity, code: str, message: str, texts: dict[str, str]) -> None:
        params = {name: quoted(text) if name == "value" else text for name, text in texts.items()}
        self.issues.append(
            Issue(self.heading, code, message % {"at": self.name, **params}, severity, self.field)
        )

    @property
    def name(self) -> str:
        if not self.heading:
            return _("Row %(row)d") % {"row": self.row}
        return _("Row %(row)d %(column)s") % {"row": self.row, "column": quoted(self.heading)}
