"""Whom the house knows of those named: one question for each, however often they are named."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from briefings.document import Byline
from briefings.imports import KnownPerson, Names, Unsure
from briefings.imports.people import Roster

NEW = "new"  # the answer that makes a Person; "" keeps the name only


@dataclass(frozen=True, slots=True)
class Question:
    """Who is this? `sure` is the uuid of the one it can only be, or ""; `doubts` are sentences."""

    key: str
    byline: Byline
    candidates: tuple[KnownPerson, ...]
    sure: str
    doubts: tuple[str, ...] = ()

    def answers(self) -> set[str]:
        return {candidate.uuid for candidate in self.candidates} | {"", NEW}


def questions(bylines: Iterable[Byline], names: Names) -> tuple[Question, ...]:
    """A Question for everybody named, in the order they first are; namesakes already told apart are two."""
    roster = Roster(names)
    asked: defaultdict[str, list[Byline]] = defaultdict(list)
    bylines = [byline for byline in bylines if byline.name]
    keys = keyed(bylines)
    for byline in bylines:
        asked[keys[byline]].append(byline)
    return tuple(_question(key, named, roster, names) for key, named in asked.items())


def keyed(bylines: Iterable[Byline]) -> dict[Byline, str]:
    """{byline: key of its question}: the name, with the person where the name is that of several."""
    bylines = list(bylines)
    persons: defaultdict[str, set[str]] = defaultdict(set)
    for byline in bylines:
        if byline.person:
            persons[byline.name].add(byline.person)
    several = {name for name, found in persons.items() if len(found) > 1}
    return {
        byline: f"{byline.name}/{byline.person or ''}" if byline.name in several else byline.name
        for byline in bylines
    }


def _question(key: str, named: list[Byline], roster: Roster, names: Names) -> Question:
    """Asked of whoever the editors chose already, else of the fullest billing."""
    chosen = next((byline for byline in named if byline.person), None)
    fullest = max(named, key=lambda byline: bool(byline.organization) + bool(byline.title))
    doubts: list[Unsure] = []
    found = chosen or roster.identified(fullest, 0, doubts)
    candidates = list(roster.people.get(found.name, []))
    if found.person and found.person not in {candidate.uuid for candidate in candidates}:
        known = {person.uuid: person for person in names.people}
        candidates.insert(0, known.get(found.person, KnownPerson(found.person, found.name)))
    sentences = tuple(doubt.message for doubt in doubts) if candidates else ()
    return Question(key, fullest, tuple(candidates), found.person or "", sentences)
