"""What a roster is compared with, in five queries however many rows it has."""

from collections import defaultdict
from functools import cache, lru_cache
from hashlib import blake2b

from django.conf import settings
from django.db.models import F, Q
from django.utils.functional import cached_property

from cohorts.models import Appointment, Enrollment, Organization, StudyGroup
from cohorts.models.acquaintance import people_known_in
from cohorts.models.private import DETAILS, identity_digest
from cohorts.roster.standing import Member, Standing

PRIVATE = tuple(f"private__{name}" for name in (*DETAILS, "id_number_digest", "id_number_tail"))
PLACE = (
    "pk",
    "left",
    "imported",
    "organization_id",
    "number",
    "group__number",
    "organization_name",
    "title",
    "remark",
)
NEWEST = tuple(
    f"enrollments__{name}" for name in ("cohort__name", "organization_id", "organization_name", "title")
)
MOBILE = DETAILS.index("mobile")
PLACE_FIELDS = ("number", "group", "organization", "title", "remark")


def standing(cohort, book):
    """The Standing that this Workbook's rows need."""
    members = members_of(cohort)
    names, full = _organizations()
    return Standing(
        members=tuple(members),
        others=tuple(_others(cohort, book)),
        organizations=names,
        names=full,
        groups=dict(StudyGroup.objects.filter(cohort=cohort).values_list("number", "name")),
        digest=identity_digest,
        mark=mark,
    )


@lru_cache(maxsize=2048)  # a roster says the same of many: gender, group, organization
def mark(value):
    """A short keyed digest of a value: enough to see that it was changed, and nothing more."""
    return blake2b(repr(value).encode(), key=_key(), digest_size=6).hexdigest()


@cache
def _key():
    return settings.ID_NUMBER_KEY.encode()[:64]


def members_of(cohort):
    """Everybody who is or was in the cohort, as Members; two queries."""
    posts = defaultdict(list)
    current = Appointment.objects.held().filter(cohort=cohort).order_by("pk")
    for enrollment, post in current.values_list("enrollment_id", "post"):
        posts[enrollment].append(post)
    columns = ["person_id", "person__name", *PLACE, *(f"person__{name}" for name in PRIVATE)]
    rows = Enrollment.objects.filter(cohort=cohort).order_by(F("number").asc(nulls_last=True), "pk")
    for person, name, pk, left, written, organization, *rest in rows.values_list(*columns):
        place, private = rest[: len(PLACE_FIELDS)], rest[len(PLACE_FIELDS) :]
        values = _filled(PLACE_FIELDS, place) | _details(private)
        values["name"] = name
        if pk in posts:
            values["class_post"] = tuple(posts[pk])
        text = values.get("organization", "")
        yield Member(
            person=str(person),
            name=name,
            values=values,
            enrollment=pk,
            has_left=left is not None,
            organization=organization,
            organization_name=text,
            tail=private[-1] or "",
            written=written,
            about=f"{text}{values.get('title', '')}",
        )


def _others(cohort, book):
    """Those the cohort's staff may know, who aren't in it and share a name or number with a row; one query."""
    here = Enrollment.objects.filter(cohort=cohort).values("person")
    known = Q(enrollments=None) | Q(enrollments__cohort__program=cohort.program_id)  # and by no other place
    people = people_known_in([cohort.pk]).filter(known).exclude(pk__in=here)
    found = {}
    for row in people.order_by("-enrollments__cohort__number").values_list("pk", "name", *PRIVATE, *NEWEST):
        found.setdefault(row[0], row)  # their newest place tells enough
    meant = _Meant(book)
    return [_other(row) for row in found.values() if meant.is_one(row)]


class _Meant:
    """Whether somebody shares a name or a number with a row of the file."""

    def __init__(self, book):
        self.names = {row.values.get("name") for row in book.rows}
        self.mobiles = {row.values.get("mobile") for row in book.rows} - {None}
        self.numbers = [number for row in book.rows if (number := row.values.get("id_number"))]

    @cached_property
    def digests(self):
        return {identity_digest(number) for number in self.numbers}

    def is_one(self, row):
        _pk, name, *private = row[: 2 + len(PRIVATE)]
        *details, digest, _tail = private
        return (
            name in self.names or details[MOBILE] in self.mobiles or bool(digest and digest in self.digests)
        )


def _other(row):
    pk, name, *private = row[: 2 + len(PRIVATE)]
    where, organization, text, title = row[2 + len(PRIVATE) :]
    return Member(
        person=str(pk),
        name=name,
        values=_details(private) | {"name": name},
        organization=organization,
        organization_name=text or "",
        tail=private[-1] or "",
        about=" ".join(filter(None, (where, f"{text or ''}{title or ''}"))),
    )


def _details(private):
    *details, digest, _tail = private
    return _filled(DETAILS, details) | ({"id_number": digest} if digest else {})


def _filled(names, values):
    return {name: value for name, value in zip(names, values, strict=True) if value not in (None, "")}


def _organizations():
    """({any name: key}, {key: full name}); one query."""
    names, full = {}, {}
    rows = Organization.objects.order_by("pk").values_list("pk", "name", "short_name", "aliases__name")
    for pk, name, short, alias in rows:
        full[pk] = name
        for one in (short, alias):
            if one:
                names.setdefault(one, pk)
    return names | {name: pk for pk, name in full.items()}, full
