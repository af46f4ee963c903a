"""A row as it would be stored: one organization, one title, posts by their codes, an identity number as its digest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cohorts.roster import IdNumber, Issue, Row
from cohorts.roster.fields import FIELDS
from cohorts.roster.places import Place
from cohorts.roster.posts import posts_of
from cohorts.roster.standing import Standing, Stored

PRIVATE = ("gender", "birth", "ethnicity", "party", "education", "mobile", "email", "id_number")
PLACE = ("number", "group", "organization", "title", "remark")
OF_THE_PERSON = ("name", *PRIVATE)
STORED = ("name", *PLACE, "class_post", *PRIVATE)
TOGETHER = ("organization", "title")


@dataclass(slots=True)
class Target:
    """`values` by field, None for what is to be cleared; `tail`: of the identity number."""

    values: dict[str, Stored | None] = field(default_factory=dict, repr=False)
    tail: str = field(default="", repr=False)
    issues: list[Issue] = field(default_factory=list)


def target_of(row: Row, headings: Mapping[str, str], standing: Standing) -> Target:
    """`headings`: what the fields' columns are called in the file."""
    target, given = Target(), row.values
    for name in STORED:
        value = given.get(name)
        if isinstance(value, IdNumber):
            target.values[name], target.tail = standing.digest(value), value.tail
        elif value is not None and name != "class_post":
            target.values[name] = value
        elif name in row.cleared and name not in ("name", "class_post"):
            target.values[name] = None
    _post_and_place(row, target, headings, standing)
    _class_posts(row, target, headings)
    if (number := standing.group_number(given.get("group", ""))) is not None:  # type: ignore[arg-type]
        target.values["group"] = number
    return target


def _post_and_place(row: Row, target: Target, headings: Mapping[str, str], standing: Standing) -> None:
    given = row.values
    if whole := given.get("organization_and_title"):
        name, title = split(str(whole), standing.organizations)
        if not name and "organization" not in given:
            place = Place(row.row, headings["organization_and_title"], "organization_and_title")
            place.warn(
                "organization_unsplit",
                _("%(at)s: where the organization's name ends can't be told; it is kept whole as the title."),
            )
            target.issues += place.issues
        for field_name, text in zip(TOGETHER, (name, title), strict=True):
            if text and field_name not in given:
                target.values[field_name] = text
    elif "organization_and_title" in row.cleared:
        target.values |= {name: None for name in TOGETHER if name not in given}
    title, department = str(target.values.get("title") or ""), str(given.get("department", ""))
    if department and not title.startswith(department):
        target.values["title"] = department + title
    _refuse_long_title(row, target, headings)


def split(text: str, known: Mapping[str, int]) -> tuple[str, str]:
    """(organization, title) of 云州市科技馆展教部主任: at a blank, else after the longest name that is known; ("", text) if neither."""
    name, blank, title = text.partition(" ")
    if blank:
        return name, title
    for end in range(len(text) - 1, 1, -1):
        if text[:end] in known:
            return text[:end], text[end:]
    return "", text


def _refuse_long_title(row: Row, target: Target, headings: Mapping[str, str]) -> None:
    for name in TOGETHER:
        value, most = target.values.get(name), FIELDS[name].most
        if isinstance(value, str) and len(value) > most:
            heading = headings.get(name) or headings.get("organization_and_title", "")
            place = Place(row.row, heading, name)
            place.error(
                "too_long",
                _("%(at)s has %(count)s characters; at most %(most)s can be kept. Shorten it."),
                count=str(len(value)),
                most=str(most),
            )
            target.issues += place.issues


def _class_posts(row: Row, target: Target, headings: Mapping[str, str]) -> None:
    if "class_post" not in row.cleared and "class_post" not in row.values:
        return
    place = Place(row.row, headings["class_post"], "class_post")
    if "class_post" in row.cleared:
        place.warn(
            "class_post_kept", _("%(at)s: a term isn't ended by a roster; end it on the cohort's page.")
        )
    if written := str(row.values.get("class_post", "")):
        codes, unknown = posts_of(written)
        if codes:
            target.values["class_post"] = codes
        for word in unknown:
            place.warn(
                "class_post_unknown",
                _("%(at)s: “%(value)s” is no post of a class; it is left out."),
                value=word,
            )
    target.issues += place.issues
