"""An uploaded roster, read as it was chosen to be, beside what stands in the database now."""

from cohorts.importing.standing import standing
from cohorts.models import uploads
from cohorts.roster.answers import Answers
from cohorts.roster.plan import plan
from cohorts.roster.reader import read


class Gone(Exception):
    """The file isn't kept any longer."""


def book_of(roster_import):
    """The Workbook; raises Gone, or Unreadable when the choices of sheets and columns leave nothing."""
    data = uploads.content(roster_import.file) if roster_import.file else None
    if data is None:
        raise Gone
    choices = roster_import.choices
    columns = {
        sheet: {int(index): field for index, field in chosen.items()}
        for sheet, chosen in choices.get("columns", {}).items()
    }
    return read(
        data,
        roster_import.file_name,
        sheets=choices.get("sheets"),
        columns=columns,
        headers=choices.get("headers"),
    )


def plan_of(roster_import, seen=None):
    """The Plan of what importing it would do now: once more `seen`, one made before, if nothing stands otherwise since."""
    book = seen.made_of[0] if seen else book_of(roster_import)
    now, answers = standing(roster_import.cohort, book), Answers.of(roster_import.choices)
    return seen if seen and seen.made_of == (book, now, answers) else plan(book, now, answers)
