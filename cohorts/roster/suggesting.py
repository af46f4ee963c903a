"""Organizations a roster names that the house doesn't know: what each may be another name of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from cohorts.roster.answers import NEW, TEXT
from cohorts.roster.planned import Action, Planned
from cohorts.roster.standing import Standing

LIKELY = 72  # of 100
SHORTEST = 3  # an abbreviation of two characters stands in too many names
MOST = 3


@dataclass(frozen=True, slots=True)
class Unknown:
    """`suggestions` are (key of the organization, its name), the likeliest first; `decision` is one of their keys, NEW or TEXT."""

    name: str
    rows: int
    suggestions: tuple[tuple[int, str], ...]
    decision: str

    @property
    def is_alias(self) -> bool:
        """Whether somebody said which organization's name it is."""
        return self.decision not in (NEW, TEXT)


def unknown_in(row: Planned, standing: Standing) -> str:
    """The organization of a row, if it is unknown: would be written, may tell who the row is, or did so as it was answered."""
    name = str(row.target.values.get("organization") or "")
    if not name or name in standing.organizations:
        return ""
    is_asked = row.action is Action.ERROR or row.organization is not None
    return name if is_asked or "organization" in row.writes else ""


def unknown_organizations(
    counts: Mapping[str, int], standing: Standing, decisions: Mapping[str, str]
) -> tuple[Unknown, ...]:
    """`counts`: rows by the name as written.

    Without a decision an organization is new, unless it is like one that is known: then its text is kept and nothing made.
    """
    found, keys = [], {str(key) for key in standing.names}
    for name, rows in counts.items():
        likely = tuple(_likely(name, standing))
        decision = decisions.get(name, "")
        if decision not in (NEW, TEXT) and decision not in keys:
            decision = TEXT if likely else NEW
        found.append(Unknown(name, rows, likely, decision))
    return tuple(found)


def _likely(name: str, standing: Standing) -> Iterator[tuple[int, str]]:
    """Names that are much alike, and those that hold all characters of an abbreviation in their order."""
    known = standing.organizations
    hits = [
        *process.extract(name, known.keys(), scorer=fuzz.ratio, score_cutoff=LIKELY, limit=MOST),
        *(
            process.extract(name, known.keys(), scorer=LCSseq.similarity, score_cutoff=len(name), limit=MOST)
            if len(name) >= SHORTEST
            else ()
        ),
    ]
    keys = dict.fromkeys(known[hit[0]] for hit in hits)
    return ((key, standing.names[key]) for key in list(keys)[:MOST])
