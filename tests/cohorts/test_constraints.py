"""Every rule of the organizers' house that the database holds, broken once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cohorts.models import (
    Absence,
    Affiliation,
    Appointment,
    Cohort,
    CohortRole,
    Disclosure,
    Enrollment,
    HalfDay,
    Organization,
    OrganizationAlias,
    PartyBranch,
    Person,
    Post,
    PrivateDetails,
    Program,
    RosterExport,
    RosterImport,
    StudyGroup,
    User,
)
from tests.constraints import assert_refused, constraints_of
from tests.factories import (
    enroll,
    make_cohort,
    make_organization,
    make_person,
    make_program,
    make_trainee,
    make_user,
)

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2026, 3, 2), date(2026, 6, 30)


def group_leader(**fields):
    cohort = make_cohort()
    group = StudyGroup.objects.create(cohort=cohort, number=1, name="第一组")
    return {"cohort": cohort, "enrollment": enroll(cohort, group=group), "post": Post.GROUP_LEADER,
            "group": group} | fields  # fmt: skip


def holder(post=Post.MONITOR, **fields):
    cohort = make_cohort()
    return {"cohort": cohort, "enrollment": enroll(cohort), "post": post} | fields


def second(model, fields):
    """A row equal in `fields` to one that is there."""
    model.objects.create(**fields)
    return model(**fields)


def affiliation(**fields):
    return {"person": make_person(), "organization": make_organization(), "title": "研究员"} | fields


def half_day(**fields):
    return {"cohort": make_cohort(), "day": EARLY, "half": "1"} | fields


def absence(**fields):
    day = HalfDay.objects.create(**half_day())
    return {"half_day": day, "enrollment": enroll(day.cohort), "kind": "sick", "by": make_user()} | fields


CASES = {
    "organization_named": lambda: Organization(name=""),
    "person_name_unpadded": lambda: Person(name="林 澜"),
    "affiliation_ends_after_it_began": lambda: Affiliation(**affiliation(since=LATE, until=EARLY)),
    "affiliation_held_once": lambda: second(Affiliation, affiliation()),
    "cohort_number_once": lambda: Cohort(
        program=(cohort := make_cohort(number=7)).program, number=7, name="另一", slug=f"{cohort.slug}-b"
    ),
    "cohort_number_positive": lambda: Cohort(program=make_program(), number=0, name="零", slug="zero"),
    "cohort_ends_after_it_starts": lambda: Cohort(
        program=make_program(), number=1, name="倒", slug="back", starts=LATE, ends=EARLY
    ),
    "group_number_once": lambda: second(StudyGroup, {"cohort": make_cohort(), "number": 1, "name": "第一组"}),
    "enrolled_once": lambda: second(Enrollment, {"cohort": make_cohort(), "person": make_person()}),
    "roster_number_once": lambda: Enrollment(
        cohort=enroll(make_cohort(), number=5).cohort, number=5, person=make_person()
    ),
    "role_held_once": lambda: second(
        CohortRole, {"cohort": make_cohort(), "user": make_user(), "role": "editor"}
    ),
    "role_known": lambda: CohortRole(cohort=make_cohort(), user=make_user(), role="king"),
    "post_held_by_one": lambda: second(Appointment, holder()),
    "group_post_held_by_one": lambda: second(Appointment, group_leader()),
    "group_named_for_group_posts": lambda: Appointment(**group_leader(group=None)),
    "identity_digest_with_tail": lambda: PrivateDetails(person=make_person(), id_number_digest="a" * 64),
    "disclosure_has_a_reason": lambda: Disclosure(
        cohort=make_cohort(), person=make_person(), by=make_user(), reason=""
    ),
    "half_day_once": lambda: second(HalfDay, half_day()),
    "half_day_has_hours": lambda: HalfDay(**half_day(hours=0)),
    "absent_once": lambda: second(Absence, absence()),
    "absence_kind_known": lambda: Absence(**absence(kind="asleep")),
    "import_state_known": lambda: RosterImport(cohort=make_cohort(), state="lost"),
    "unmasked_export_has_a_purpose": lambda: RosterExport(cohort=make_cohort(), rows=1, unmasked=True),
    "term_ends_after_it_began": lambda: Appointment(**holder(since=LATE, until=EARLY)),
}


def test_every_constraint_has_a_case():
    assert CASES.keys() == constraints_of("cohorts").keys()


@pytest.mark.parametrize("name", CASES)
def test_a_broken_rule_is_refused(name):
    assert_refused("cohorts", name, CASES[name]())


@pytest.mark.parametrize("name", ["林\u3000澜", " 林听澜", "林听澜 ", ""])
def test_names_are_kept_without_spaces(name):
    assert_refused("cohorts", "person_name_unpadded", Person(name=name))


def test_a_group_leads_only_with_a_group_post():
    assert_refused("cohorts", "group_named_for_group_posts", Appointment(**group_leader(post=Post.MONITOR)))


def alias_of_two():
    OrganizationAlias.objects.create(organization=make_organization(), name="海洋所")
    return OrganizationAlias(organization=make_organization(), name="海洋所")


UNIQUE = {
    (Organization, "name"): lambda: Organization(name=make_organization().name),
    (OrganizationAlias, "name"): alias_of_two,
    (User, "username"): lambda: User(username=make_user().username),
    (Person, "user"): lambda: Person(name="别人", user=make_trainee(make_cohort())),
    (Program, "name"): lambda: Program(name=make_program().name, slug="other"),
    (Program, "slug"): lambda: Program(name="另一项目", slug=make_program().slug),
    (Cohort, "name"): lambda: Cohort(program=make_program(), number=1, slug="other", name=make_cohort().name),
    (Cohort, "slug"): lambda: Cohort(
        program=make_program(), number=1, slug=make_cohort().slug, name="另一期"
    ),
    (PartyBranch, "cohort"): lambda: second(PartyBranch, {"cohort": make_cohort(), "name": "临时党支部"}),
}


def test_every_unique_field_has_a_case():
    models = {model for model, _field in UNIQUE} | {
        model for model, _rule in constraints_of("cohorts").values()
    }
    assert UNIQUE.keys() == {
        (model, field.name)
        for model in models
        for field in model._meta.fields
        if field.unique and not field.primary_key
    }


@pytest.mark.parametrize(("model", "field"), UNIQUE, ids=lambda part: getattr(part, "__name__", part))
def test_a_second_of_what_is_unique_is_refused(model, field):
    row = UNIQUE[model, field]()
    column = model._meta.get_field(field).column
    with pytest.raises(IntegrityError, match=column), transaction.atomic():
        row.save(force_insert=True)


def test_what_the_rules_allow():
    cohort = make_cohort()
    first, other = enroll(cohort), enroll(cohort)
    assert (first.number, other.number) == (None, None)
    deputies = [
        Appointment.objects.create(cohort=cohort, enrollment=person, post=Post.BRANCH_DEPUTY)
        for person in (first, other)
    ]
    ended = Appointment.objects.create(
        cohort=cohort, enrollment=first, post=Post.MONITOR, since=EARLY, until=EARLY
    )
    now = Appointment.objects.create(cohort=cohort, enrollment=other, post=Post.MONITOR)
    assert list(Appointment.objects.all()) == [*deputies, ended, now]


def test_a_post_held_before_may_be_held_again():
    fields = affiliation()
    Affiliation.objects.create(**fields, until=EARLY)
    Affiliation.objects.create(**fields, until=LATE)
    Affiliation.objects.create(**fields)
    assert Affiliation.objects.count() == 3
