"""Readers of what editors already have: bytes in, a Document and what was unsure out.

Pure: what a reader knows of people and series it is handed as `Names`.
"""

from dataclasses import dataclass, field

from briefings.document import Document

__all__ = ["Imported", "KnownPerson", "Names", "Unreadable", "Unsure"]


class Unreadable(ValueError):
    """The file can't be used; the message says why and what to do, to the person who sent it."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the roster: `uuid` as text, organization and title as enrolled or posted today."""

    uuid: str
    name: str
    organization: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What the house knows, as plain data: people (namesakes allowed) and names of organizations."""

    people: tuple[KnownPerson, ...] = ()
    organizations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unsure:
    """A doubt, at a paragraph of the input counted from 1 (0: the whole text)."""

    paragraph: int
    message: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What a reader made of a file. `media` maps a Picture's index key to bytes (Word only)."""

    document: Document
    unsure: tuple[Unsure, ...] = ()
    media: dict[str, bytes] = field(default_factory=dict)
