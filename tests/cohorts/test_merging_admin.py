"""The page where two records become one: who finds it, what it says, and what it does."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from cohorts.models import (
    Affiliation,
    Enrollment,
    MergedPerson,
    Organization,
    OrganizationAlias,
    Person,
    Role,
    User,
)
from tests.factories import make_cohort, make_organization, make_person, make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def organizer(client, cohort):
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    return client


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("admin"))
    return client


def address(*rows):
    name = f"admin:cohorts_{rows[0]._meta.model_name}_merge"
    return f"{reverse(name)}?ids={','.join(str(row.pk) for row in rows)}"


def enroll(person, cohort):
    return Enrollment.objects.create(person=person, cohort=cohort)


def merge(client, kept, merged, **sent):
    return client.post(address(kept, merged), {"kept": kept.pk} | sent)


def test_the_kept_one_is_the_one_chosen_whatever_their_order(organizer):
    first, second = make_person(), make_person()
    answer = organizer.post(address(first, second), {"kept": second.pk})
    assert answer.url == reverse("admin:cohorts_person_change", args=[second.pk])
    assert list(Person.objects.all()) == [second]
    assert MergedPerson.objects.get().by == User.objects.get()


def test_the_page_says_what_hangs_on_either_and_changes_nothing(organizer, cohort):
    first, second = make_person(), make_person()
    Affiliation.objects.create(person=second, organization=make_organization(), title="所长")
    for n in range(2):
        Affiliation.objects.create(person=second, organization=make_organization(), title=f"顾问{n}")
    enroll(second, cohort)
    answer = organizer.get(address(first, second))
    left, right = answer.context["sides"]
    assert [sentence for sentence in left["consequences"] if "3" in sentence and "任职" in sentence]
    assert len(left["consequences"]) == 3
    assert len(right["consequences"]) == 1
    assert [len(texts) for _what, texts in right["facts"]] == [3, 1, 1]
    assert left["facts"] == []
    (named_in,) = right["facts"][2][1]
    assert [character for character in named_in if character.isdigit()] == ["3", "1"]
    assert (Person.objects.count(), MergedPerson.objects.count()) == (2, 0)


def test_without_a_choice_nothing_is_merged(organizer):
    first, second = make_person(), make_person()
    answer = organizer.post(address(first, second))
    assert set(answer.context["form"].errors) == {"kept"}
    answer = organizer.post(address(first, second), {"kept": make_person().pk})
    assert set(answer.context["form"].errors) == {"kept"}
    assert Person.objects.count() == 3


def test_different_names_need_a_second_tick(organizer):
    kept, merged = make_person(), make_person(name="林听兰")
    answer = merge(organizer, kept, merged)
    assert set(answer.context["form"].errors) == {"same"}
    assert answer.context["sides"][0]["chosen"]
    assert Person.objects.count() == 2
    merge(organizer, kept, merged, same="on")
    assert list(Person.objects.all()) == [kept]


def test_equal_names_need_none(organizer):
    assert "same" not in organizer.get(address(make_person(), make_person())).context["form"].fields


def test_what_has_to_be_settled_first_is_said_and_nothing_offered(organizer, cohort):
    kept, merged = make_person(), make_person()
    for person in (kept, merged):
        enroll(person, cohort)
    page = organizer.get(address(kept, merged))
    assert len(page.context["obstacles"]) == 1
    assert str(cohort) in page.context["obstacles"][0]
    assert 'name="kept"' not in page.content.decode()
    assert merge(organizer, kept, merged).status_code == 409
    assert Enrollment.objects.count() == 2


def test_the_list_leads_to_the_page_for_exactly_two(organizer):
    people = [make_person(name=name) for name in "甲乙丙"]
    target = reverse("admin:cohorts_person_changelist")

    def tick(rows):
        return organizer.post(target, {"action": "merge_two", "_selected_action": [row.pk for row in rows]})

    first, second = sorted(people[:2], key=lambda person: person.pk)
    assert tick(people[:2]).url == address(first, second)
    for said, rows in enumerate((people[:1], people), 1):
        answer = tick(rows)
        assert answer.url == target
        assert len(list(get_messages(answer.wsgi_request))) == said


def test_the_list_says_why_two_are_not_ones_own_to_merge(organizer, cohort):
    people = [make_person(), make_person(user=make_user())]
    data = {"action": "merge_two", "_selected_action": [row.pk for row in people]}
    answer = organizer.post(reverse("admin:cohorts_person_changelist"), data)
    assert "merge" not in answer.url
    assert len(list(get_messages(answer.wsgi_request))) == 1


def both(client, first, second):
    """The answers to looking and to merging."""
    return [client.get(address(first, second)).status_code, merge(client, first, second).status_code]


def test_an_organizer_merges_own_trainees_and_guests(organizer, cohort):
    trainee, guest = make_person(), make_person()
    enroll(trainee, cohort)
    assert both(organizer, trainee, guest) == [200, 302]


@pytest.mark.parametrize("order", [1, -1])
def test_who_studies_elsewhere_is_not_an_organizers_to_merge(organizer, cohort, order):
    sister = make_cohort(program=cohort.program)
    for places in ([make_cohort()], [sister], [cohort, sister]):
        elsewhere, guest = make_person(), make_person()
        for place in places:
            enroll(elsewhere, place)
        assert both(organizer, *[elsewhere, guest][::order]) == [404, 404]
    assert MergedPerson.objects.count() == 0


def test_who_has_an_account_is_merged_by_superusers_only(client, cohort):
    account = make_user()
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    person, guest = make_person(user=account), make_person()
    assert both(client, person, guest) == [404, 404]
    assert both(client, guest, person) == [404, 404]
    client.force_login(User.objects.create_superuser("admin"))
    assert both(client, guest, person) == [200, 302]
    assert Person.objects.get().user == account


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.SIGNATORY])
def test_other_staff_find_no_such_page(client, cohort, role):
    client.force_login(make_staff(cohort, role))
    assert both(client, make_person(), make_person()) == [404, 404]
    assert both(client, make_organization(), make_organization()) == [404, 404]
    changelist = client.get(reverse("admin:cohorts_person_changelist"))
    assert changelist.context["action_form"] is None


def test_an_organizer_of_one_cohort_who_edits_another_merges_in_the_first_only(client, cohort):
    user, edited = make_staff(cohort, Role.ORGANIZER), make_cohort()
    user.cohort_roles.create(cohort=edited, role=Role.EDITOR)
    client.force_login(user)
    person, guest = make_person(), make_person()
    enroll(person, edited)
    assert both(client, person, guest) == [404, 404]


@pytest.mark.parametrize("ids", ["", "x", "x,y", "1,2", ",", "\0,1", "9" * 40 + ",1"])
@pytest.mark.parametrize("model", ["person", "organization"])
def test_nonsense_names_no_pair(admin, model, ids):
    assert admin.get(reverse(f"admin:cohorts_{model}_merge"), {"ids": ids}).status_code == 404


def test_one_record_is_no_pair(admin):
    person, organization = make_person(), make_organization()
    assert admin.get(address(person, person)).status_code == 404
    assert admin.get(address(organization, organization)).status_code == 404
    assert admin.get(f"{address(person)}").status_code == 404


def test_organizations_are_merged_by_organizers(organizer):
    kept, merged = make_organization(name="云州大学"), make_organization(name="云大学")
    Affiliation.objects.create(person=make_person(), organization=merged, title="所长")
    left, right = organizer.get(address(kept, merged)).context["sides"]
    assert len(left["consequences"]) == 2
    answer = merge(organizer, kept, merged)
    assert answer.url == reverse("admin:cohorts_organization_change", args=[kept.pk])
    assert Affiliation.objects.get().organization == kept
    assert list(OrganizationAlias.objects.values_list("organization", "name")) == [(kept.pk, "云大学")]


def test_an_organization_whose_name_is_taken_is_not_merged(organizer):
    kept, merged, third = make_organization(), make_organization(name="云大学"), make_organization()
    OrganizationAlias.objects.create(organization=third, name="云大学")
    assert merge(organizer, kept, merged).status_code == 409
    assert Organization.objects.count() == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_hangs_on_them(
    organizer, cohort, count, django_assert_num_queries
):
    first, second = make_person(), make_person()
    for person in (first, second):
        for _n in range(count):
            Affiliation.objects.create(person=person, organization=make_organization(), title="所长")
    with django_assert_num_queries(34):
        organizer.get(address(first, second))
