"""Rows and what stands in the database → what importing them would do, row by row.

Pure. The same file, answers and standing give the same plan and the same digest.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from cohorts.roster import Ignored, Row, Sheet, Workbook
from cohorts.roster.answers import BACK, NEW, SKIP, Answers, back, key_of
from cohorts.roster.asking import asked, noticed, unfamiliar
from cohorts.roster.comparing import Comparison, compare
from cohorts.roster.matching import Match, Matcher
from cohorts.roster.planned import WRITING, Action, Planned
from cohorts.roster.settling import settle
from cohorts.roster.standing import Member, Standing
from cohorts.roster.suggesting import Unknown, unknown_in, unknown_organizations
from cohorts.roster.targets import Target, target_of


@dataclass(frozen=True, slots=True)
class Plan:
    """Every row of the sheets read is in `rows` or in `ignored`, once. `missing` are members the file doesn't name."""

    rows: tuple[Planned, ...]
    ignored: tuple[Ignored, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    missing: tuple[Member, ...] = ()
    leaving: tuple[Member, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    new_groups: tuple[str | int, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    digest: str = ""
    made_of: tuple[Workbook, Standing, Answers] | None = field(default=None, repr=False, compare=False)

    @property
    def writes(self) -> bool:
        """Whether importing it would change anything."""
        return (
            bool(self.leaving)
            or any(row.action in WRITING for row in self.rows)
            or any(each.is_alias for each in self.unknown)
        )


UNASKED = Answers()


def plan(book: Workbook, standing: Standing, answers: Answers = UNASKED) -> Plan:
    """What importing this file would do."""
    planner = _Planner(book, standing, answers)
    rows, named = planner.rows()
    missing = tuple(one for one in standing.members if not one.has_left and one.person not in named)
    counts = Counter(row.action for row in rows)
    made = Plan(
        rows=tuple(rows),
        ignored=book.ignored,
        sheets=book.sheets,
        missing=missing,
        leaving=tuple(member for member in missing if member.enrollment in answers.leaving),
        unknown=unknown_organizations(planner.unknown, standing, answers.organizations),
        new_groups=_new_groups(rows, standing),
        counts={action.value: counts[action] for action in Action},
        made_of=(book, standing, answers),
    )
    return replace(made, digest=_digest(made))


class _Planner:
    def __init__(self, book: Workbook, standing: Standing, answers: Answers) -> None:
        self.book, self.standing, self.answers = book, standing, answers
        self.matcher = Matcher(standing, same_names=answers.same_names)
        self.decided = {str(key): key for key in standing.names}  # organizations by what an answer calls them
        self.unknown: Counter[str] = Counter()  # rows by the organization that isn't known
        self.headings = {
            sheet.name: {column.field: column.heading for column in sheet.columns if column.field}
            for sheet in book.sheets
        }

    def rows(self) -> tuple[list[Planned], set[str]]:
        """The rows planned, and the keys of all people they are or may be."""
        targets = [target_of(row, self.headings[row.sheet], self.standing) for row in self.book.rows]
        matches = self._matches(targets)
        rows = list(map(self._planned, self.book.rows, targets, matches))
        named = {
            one.person
            for match in matches
            for one in (match.member, *match.candidates, *match.namesakes)
            if one
        }
        return [self._with_unknown(row) for row in settle(rows, self.standing)], named

    def _with_unknown(self, row: Planned) -> Planned:
        """The row, which says so if its organization isn't known."""
        name = unknown_in(row, self.standing)
        if not name:
            return row
        self.unknown[name] += 1
        headings = self.headings[row.row.sheet]
        heading = headings.get("organization") or headings.get("organization_and_title", "")
        return replace(row, issues=(*row.issues, unfamiliar(row.row, heading, name)))

    def _matches(self, targets: Sequence[Target]) -> list[Match]:
        """Sure ones first, so that nobody is taken for a namesake who has a row of their own.

        A row that repeats another is faulty anyway, and takes nobody from it.
        """
        sure = list(map(self._sure, self.book.rows, targets))
        self.matcher.claimed = {match.member.person for match in sure if match and match.member}
        matches = [
            match or self.matcher.weak(target, self._organization(target))
            for match, target in zip(sure, targets, strict=True)
        ]
        times = Counter(
            match.member.person
            for row, match in zip(self.book.rows, matches, strict=True)
            if match.member and self._answer(row) != SKIP and not _is_repeated(row)
        )
        return [
            Match(asks="several_rows", candidates=(match.member,))
            if match.member and times[match.member.person] > 1
            else match
            for match in matches
        ]

    def _answer(self, row: Row) -> str:
        return self.answers.people.get(key_of(row.sheet, row.row), "")

    def _sure(self, row: Row, target: Target) -> Match | None:
        answer = self._answer(row)
        if answer == NEW:
            return Match()
        return self.matcher.chosen(answer.removeprefix(back(""))) or self.matcher.strong(target)

    def _organization(self, target: Target) -> int | None:
        name = str(target.values.get("organization") or "")
        return self.standing.organizations.get(name) or self.decided.get(
            self.answers.organizations.get(name, "")
        )

    def _planned(self, row: Row, target: Target, match: Match) -> Planned:
        member, answer = match.member, self._answer(row)
        organization = self._organization(target)
        is_back, is_out = answer.startswith(BACK), answer == SKIP
        issues = [*row.issues, *target.issues]
        if is_out:
            pass  # whoever it is
        elif match.asks:
            issues.append(asked(match, row))
        elif match.candidates:
            issues.append(noticed(match, row))
        elif member and member.has_left and not is_back:
            issues.append(asked(Match(member, asks="has_left"), row))
        comparison = Comparison()
        if member:
            comparison = compare(
                target,
                member,
                organization,
                standing=self.standing,
                answers=self.answers,
                key=key_of(row.sheet, row.row),
            )
        return Planned(
            row,
            target,
            tuple(issues),
            member,
            (*match.candidates, *match.namesakes),
            comparison,
            organization,
            is_out=is_out,
            is_back=is_back,
        )


def _is_repeated(row: Row) -> bool:
    return any(issue.code == "duplicate_row" for issue in row.issues)


def _new_groups(rows: Sequence[Planned], standing: Standing) -> tuple[str | int, ...]:
    named = {row.writes.get("group") for row in rows} - {None}
    new = [value for value in named if isinstance(value, str | int) and standing.group_number(value) is None]
    return tuple(sorted(new, key=lambda value: (isinstance(value, str), value)))


def _digest(made: Plan) -> str:
    """Of all that would be written, and what it would replace."""
    told = hashlib.sha256()
    for row in made.rows:
        who = row.member.person if row.member else ""
        replaced = row.comparison.taken if row.action in WRITING else {}
        written = sorted((replaced or row.writes).items(), key=itemgetter(0))
        told.update(repr((row.key, row.action, who, row.organization, written)).encode())
    told.update(repr([member.enrollment for member in made.leaving]).encode())
    told.update(repr([(each.name, each.decision) for each in made.unknown]).encode())
    return told.hexdigest()
