"""What somebody answered while looking a roster over; kept as JSON beside the file until it is imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NEW, TEXT, SKIP, BACK = "new", "text", "skip", "back"


def key_of(sheet: str, row: int) -> str:
    return f"{row}:{sheet}"


def back(person: str) -> str:
    """The answer that takes somebody back who had left."""
    return f"{BACK}:{person}"


@dataclass(frozen=True, slots=True)
class Answers:
    """`people`: by the row's key a person's key, NEW, SKIP or, for who had left, BACK, alone or with a person's key.

    `organizations`: by the name as written the key of the one that it is a name of, NEW or TEXT (kept as text only).
    `cells`: by "row's key:field" whether a value that differs is taken. `leaving`: enrollments whose people left.
    """

    fill_only: bool = False
    same_names: bool = False
    people: Mapping[str, str] = field(default_factory=dict)
    organizations: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, bool] = field(default_factory=dict)
    leaving: frozenset[int] = frozenset()

    @classmethod
    def of(cls, choices: Mapping[str, Any]) -> "Answers":
        return cls(
            fill_only=bool(choices.get("fill_only")),
            same_names=bool(choices.get("same_names")),
            people=choices.get("people", {}),
            organizations=choices.get("organizations", {}),
            cells=choices.get("cells", {}),
            leaving=frozenset(choices.get("leaving", ())),
        )
