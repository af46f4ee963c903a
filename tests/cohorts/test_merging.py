"""Two records of one person, or of one organization, become one; nothing that named either gets lost."""

import uuid
from datetime import date

import pytest
from django.apps import apps

from briefings.models import ArticleByline, Edition, EditionEntry, Version
from cohorts.models import (
    Affiliation,
    Appointment,
    Disclosure,
    Enrollment,
    MergedPerson,
    Organization,
    OrganizationAlias,
    Person,
    PrivateDetails,
    RosterImport,
    RosterImportRow,
)
from cohorts.models.merging import known_keys, merge_organizations, merge_people
from cohorts.models.repointing import Unmergeable, pointers
from tests.factories import (
    make_article,
    make_cohort,
    make_comment,
    make_forum,
    make_issue,
    make_organization,
    make_person,
    make_published,
    make_quote,
    make_session,
    make_speaker,
    make_talk,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_user()


def published_with(person):
    """The entry of an edition that names somebody."""
    issue = make_issue()
    ArticleByline.objects.create(article=make_article(issue), person=person, name=person.name)
    make_published(issue)
    return EditionEntry.objects.get(edition__issue=issue)


# One row of each model that names a person; a model more has to be added here, and so tried.
NAMING_A_PERSON = {
    "cohorts.Affiliation.person": lambda one: Affiliation.objects.create(person=one, organization=make_organization()),
    "cohorts.Enrollment.person": lambda one: Enrollment.objects.create(person=one, cohort=make_cohort()),
    "cohorts.MergedPerson.person": lambda one: MergedPerson.objects.create(
        former=uuid.uuid4(), person=one, name="旧", by=make_user()
    ),
    "cohorts.PrivateDetails.person": lambda one: PrivateDetails.objects.create(person=one, mobile="13800001234"),
    "cohorts.Disclosure.person": lambda one: Disclosure.objects.create(
        person=one, cohort=make_cohort(), by=make_user(), reason="联系接站"
    ),
    "cohorts.RosterImportRow.person": lambda one: RosterImportRow.objects.create(
        person=one, roster_import=RosterImport.objects.create(cohort=make_cohort()), action="update"
    ),
    "briefings.Speaker.person": lambda one: make_speaker(make_talk(), person=one),
    "briefings.Comment.person": lambda one: make_comment(make_session(), person=one),
    "briefings.Quote.person": lambda one: make_quote(make_session(), person=one),
    "briefings.ArticleByline.person": lambda one: ArticleByline.objects.create(
        article=make_article(make_issue()), person=one, name=one.name
    ),
    "briefings.EditionEntry_persons.person": lambda one: published_with(one).persons.through.objects.get(person=one),
}  # fmt: skip
NAMING_AN_ORGANIZATION = {
    "cohorts.Affiliation.organization": lambda one: Affiliation.objects.create(person=make_person(), organization=one),
    "cohorts.Enrollment.organization": lambda one: Enrollment.objects.create(
        person=make_person(), cohort=make_cohort(), organization=one, organization_name=one.name
    ),
    "cohorts.OrganizationAlias.organization": lambda one: OrganizationAlias.objects.create(organization=one, name="旧称"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("model", "naming"), [(Person, NAMING_A_PERSON), (Organization, NAMING_AN_ORGANIZATION)]
)
def test_every_relation_is_tried_here(model, naming):
    """Found by asking every table of the site for its columns, not as merging finds them."""
    columns = [
        f"{each._meta.label}.{field.name}"
        for each in apps.get_models(include_auto_created=True)
        for field in each._meta.local_concrete_fields
        if field.is_relation and field.related_model is model
    ]
    assert sorted(columns) == sorted(naming)
    assert len(pointers(model)) == len(naming)


def again(row, kept):
    """The row as it stands now, the kept record's own where a record has one of them."""
    return type(row).objects.get(pk=kept.pk if row._meta.pk.is_relation else row.pk)


@pytest.mark.parametrize("relation", NAMING_A_PERSON)
def test_whatever_named_the_merged_person_names_the_kept_one(by, relation):
    kept, merged = make_person(), make_person()
    row = NAMING_A_PERSON[relation](merged)
    before = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    merge_people(kept, merged, by)
    row = again(row, kept)
    after = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    assert after == before | {"person_id": kept.pk}
    assert list(Person.objects.all()) == [kept]


@pytest.mark.parametrize("relation", NAMING_AN_ORGANIZATION)
def test_whatever_named_the_merged_organization_names_the_kept_one(by, relation):
    kept, merged = make_organization(), make_organization()
    row = NAMING_AN_ORGANIZATION[relation](merged)
    before = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    merge_organizations(kept, merged, by)
    row.refresh_from_db()
    after = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    assert after == before | {"organization_id": kept.pk}
    assert list(Organization.objects.all()) == [kept]


def test_every_relation_moves_at_once(by):
    kept, merged = make_person(), make_person()
    rows = [make(merged) for make in NAMING_A_PERSON.values()]
    merge_people(kept, merged, by)
    assert {again(row, kept).person_id for row in rows} == {kept.pk}


def test_documents_versions_and_editions_keep_every_byte(by):
    kept, merged = make_person(), make_person()
    published_with(merged)
    before = list(Version.objects.values()), list(Edition.objects.values())
    merge_people(kept, merged, by)
    assert (list(Version.objects.values()), list(Edition.objects.values())) == before
    assert str(merged.pk) in Version.objects.latest("pk").json


def test_old_keys_lead_to_who_it_is_now(by):
    first, second, third = make_person(), make_person(), make_person()
    keys = {str(first.pk), str(second.pk), str(third.pk)}
    merge_people(second, first, by)
    merge_people(third, second, by)
    assert known_keys(keys) == dict.fromkeys(keys, str(third.pk))
    assert set(MergedPerson.objects.values_list("former", "name", "by")) == {
        (first.pk, first.name, by.pk),
        (second.pk, second.name, by.pk),
    }


def test_a_post_both_hold_is_kept_once(by):
    kept, merged = make_person(), make_person()
    post = {"organization": make_organization(), "title": "所长", "since": date(2020, 1, 1)}
    Affiliation.objects.create(person=kept, **post)
    Affiliation.objects.create(person=merged, **post)
    merge_people(kept, merged, by)
    assert list(Affiliation.objects.values_list("person", "title")) == [(kept.pk, "所长")]


@pytest.mark.parametrize("mine", [True, False])
def test_of_a_post_both_hold_the_row_that_says_more_is_kept(by, mine):
    kept, merged = make_person(), make_person()
    post = {"organization": make_organization(), "title": "所长"}
    Affiliation.objects.create(person=kept, since=date(2020, 1, 1) if mine else None, **post)
    Affiliation.objects.create(person=merged, since=None if mine else date(2020, 1, 1), **post)
    merge_people(kept, merged, by)
    assert list(Affiliation.objects.values_list("person", "since")) == [(kept.pk, date(2020, 1, 1))]


def test_a_speaker_billed_twice_for_a_talk_is_kept_once_whatever_the_order(by):
    kept, merged, talk = make_person(), make_person(), make_talk()
    stays = make_speaker(talk, person=kept, speaking_order=1)
    make_speaker(talk, person=merged, speaking_order=2)
    merge_people(kept, merged, by)
    assert list(talk.speakers.all()) == [stays]


def test_an_entry_that_names_both_names_the_kept_one_once(by):
    kept, merged = make_person(), make_person()
    entry = published_with(merged)
    entry.persons.add(kept)
    merge_people(kept, merged, by)
    assert list(entry.persons.all()) == [kept]


def refused(kept, merged, by, **said):
    """What a refusal says; and that it changed nothing."""
    models = (Person, Affiliation, Enrollment, Appointment, Organization, OrganizationAlias, MergedPerson)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    merge = merge_people if isinstance(kept, Person) else merge_organizations
    with pytest.raises(Unmergeable) as error:
        merge(kept, merged, by, **said)
    assert [list(model.objects.order_by("pk").values()) for model in models] == before
    return error.value.sentences


def test_two_places_in_one_cohort_are_settled_first(by):
    kept, merged, cohort = make_person(), make_person(), make_cohort(short_name="第五期")
    Enrollment.objects.create(person=kept, cohort=cohort)
    place = Enrollment.objects.create(person=merged, cohort=cohort)
    Appointment.objects.create(cohort=cohort, enrollment=place, post="monitor")
    (sentence,) = refused(kept, merged, by)
    assert "第五期" in sentence


def test_two_accounts_are_settled_first(by):
    kept, merged = make_person(user=make_user(username="lin")), make_person(user=make_user(username="lan"))
    (sentence,) = refused(kept, merged, by)
    assert "lin" in sentence
    assert "lan" in sentence


def test_posts_that_contradict_each_other_are_settled_first(by):
    kept, merged, place = make_person(), make_person(), make_organization()
    Affiliation.objects.create(person=kept, organization=place, title="所长", since=date(2020, 1, 1))
    Affiliation.objects.create(person=merged, organization=place, title="所长", since=date(2021, 1, 1))
    (sentence,) = refused(kept, merged, by)
    assert f"{place} · 所长" in sentence


def test_everything_to_settle_is_said_at_once(by):
    kept, merged, cohort = (
        make_person(user=make_user()),
        make_person(user=make_user(), name="林听兰"),
        make_cohort(),
    )
    for person in (kept, merged):
        Enrollment.objects.create(person=person, cohort=cohort)
    assert len(refused(kept, merged, by)) == 3


def test_people_of_different_names_are_merged_only_when_somebody_says_so(by):
    kept, merged = make_person(), make_person(name="林听兰")
    assert len(refused(kept, merged, by)) == 1
    merge_people(kept, merged, by, names_differ=True)
    assert list(Person.objects.values_list("name", flat=True)) == ["林听澜"]
    assert MergedPerson.objects.get().name == "林听兰"


def test_the_account_comes_along(by):
    account = make_user()
    kept, merged = make_person(), make_person(user=account)
    merge_people(kept, merged, by)
    assert Person.objects.get().user == account


def test_who_is_gone_or_the_same_is_not_merged(by):
    kept, merged = make_person(), make_person()
    assert len(refused(kept, kept, by)) == 1
    Person.objects.filter(pk=merged.pk).delete()
    assert len(refused(kept, merged, by)) == 1


def test_what_the_database_refuses_is_a_sentence_and_changes_nothing(by, monkeypatch):
    monkeypatch.setattr("cohorts.models.repointing._unique_sets", lambda pointer: [])
    kept, merged, cohort = make_person(), make_person(), make_cohort()
    for person in (kept, merged):
        Enrollment.objects.create(person=person, cohort=cohort)
    assert len(refused(kept, merged, by)) == 1


def test_merging_never_takes_a_row_along(by, monkeypatch):
    """If a relation were overlooked, deleting the merged one would delete its rows: then nothing happens at all."""
    kept, merged = make_person(), make_person()
    Affiliation.objects.create(person=merged, organization=make_organization())
    monkeypatch.setattr("cohorts.models.repointing.pointers", lambda model: [])
    with pytest.raises(RuntimeError):
        merge_people(kept, merged, by)
    assert Affiliation.objects.get().person == merged


def test_the_merged_organizations_names_become_aliases(by):
    kept, merged = (
        make_organization(name="云州大学", short_name="云大"),
        make_organization(name="云大学", short_name="云"),
    )
    OrganizationAlias.objects.create(organization=merged, name="云州学院")
    merge_organizations(kept, merged, by)
    assert sorted(kept.aliases.values_list("name", flat=True)) == sorted(["云大学", "云", "云州学院"])


def test_a_short_name_is_taken_over_where_there_was_none(by):
    kept, merged = make_organization(name="云州大学"), make_organization(name="云大学", short_name="云大")
    merge_organizations(kept, merged, by)
    kept.refresh_from_db()
    assert (kept.short_name, list(kept.aliases.values_list("name", flat=True))) == ("云大", ["云大学"])


def test_a_name_that_is_an_alias_already_stays_one(by):
    kept, merged = make_organization(name="云州大学"), make_organization(name="云大学")
    OrganizationAlias.objects.create(organization=kept, name="云大学")
    merge_organizations(kept, merged, by)
    assert list(kept.aliases.values_list("name", flat=True)) == ["云大学"]


def test_a_name_that_is_a_third_ones_alias_is_settled_first(by):
    kept, merged, third = (
        make_organization(),
        make_organization(name="云大学"),
        make_organization(name="云州学院"),
    )
    OrganizationAlias.objects.create(organization=third, name="云大学")
    (sentence,) = refused(kept, merged, by)
    assert "云州学院" in sentence


def test_one_who_holds_the_same_post_at_both_organizations_holds_it_once(by):
    kept, merged, person = make_organization(), make_organization(), make_person()
    for place in (kept, merged):
        Affiliation.objects.create(person=person, organization=place, title="主任")
    merge_organizations(kept, merged, by)
    assert list(person.affiliations.values_list("organization", "title")) == [(kept.pk, "主任")]


def test_as_enrolled_stays_as_it_was_written(by):
    kept, merged = make_organization(name="云州大学"), make_organization(name="云大学")
    place = NAMING_AN_ORGANIZATION["cohorts.Enrollment.organization"](merged)
    merge_organizations(kept, merged, by)
    place.refresh_from_db()
    assert (place.organization, place.organization_name) == (kept, "云大学")


def test_billed_stays_as_it_was_written(by):
    kept, merged = make_person(), make_person(name="林听兰")
    speaker = make_speaker(
        make_talk(make_session(make_forum())),
        person=merged,
        name="林听兰",
        organization="云州大学",
        title="教授",
    )
    merge_people(kept, merged, by, names_differ=True)
    speaker.refresh_from_db()
    assert (speaker.person, speaker.name, speaker.organization, speaker.title) == (
        kept,
        "林听兰",
        "云州大学",
        "教授",
    )
