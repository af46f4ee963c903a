"""What stands in the database when a roster is compared with it: plain data, gathered by `cohorts.importing.standing`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cohorts.roster import IdNumber

Stored = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody enrolled in the cohort or, without an `enrollment`, known from elsewhere.

    `values` are those of a roster's fields that aren't blank: `group` its number, `class_post` the codes of the posts held,
    `id_number` the digest; of those from elsewhere only what is the person's. `written` tells what imports wrote last, {field: mark}; `about`, what tells namesakes apart.
    """

    person: str
    name: str
    values: Mapping[str, Stored] = field(repr=False, default_factory=dict)
    enrollment: int | None = None
    has_left: bool = False
    organization: int | None = None
    organization_name: str = ""
    tail: str = field(repr=False, default="")
    written: Mapping[str, str] = field(repr=False, default_factory=dict)
    about: str = ""

    @property
    def digest(self) -> str:
        return str(self.values.get("id_number", ""))


@dataclass(frozen=True, slots=True)
class Standing:
    """A cohort's members, those known from elsewhere who may be meant, and what the house knows.

    `organizations` are the keys of organizations by each of their names, `names` the full names by key; `groups` names by
    number;
    `digest` makes an identity number's digest, `mark` a short digest of any value.
    """

    members: tuple[Member, ...] = ()
    others: tuple[Member, ...] = ()
    organizations: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    groups: Mapping[int, str] = field(default_factory=dict)
    digest: Callable[[IdNumber], str] = str
    mark: Callable[[object], str] = str

    @property
    def has_imports(self) -> bool:
        return any(member.written for member in self.members)

    def group_number(self, value: str | int) -> int | None:
        """The number of the group of this number or name; None if there is none."""
        if isinstance(value, int):
            return value if value in self.groups else None
        return next((number for number, name in self.groups.items() if name == value), None)
