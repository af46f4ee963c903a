"""The organizers' side: each account within its cohorts."""

import pytest
from django.urls import reverse

from cohorts.models import Appointment, CohortRole, Enrollment, Person, Role, StudyGroup, User
from tests.factories import enroll, make_cohort, make_organization, make_person, make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def organizer(client, cohort):
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    return client


def listed(client, model, **query):
    answer = client.get(reverse(f"admin:cohorts_{model}_changelist"), query)
    return [str(row) for row in answer.context["cl"].result_list]


def test_a_roster_shows_ones_own_cohort(organizer, cohort):
    enroll(cohort, "甲")
    enroll(make_cohort(), "乙")
    assert listed(organizer, "enrollment") == ["甲"]


def test_people_are_those_of_ones_programs_and_the_guests(organizer, cohort):
    enroll(cohort, "甲")
    enroll(make_cohort(program=cohort.program), "乙")
    enroll(make_cohort(), "丙")
    make_person(name="丁")
    assert sorted(listed(organizer, "person")) == sorted(["甲", "乙", "丁"])


def test_autocomplete_does_not_know_other_programs_people(organizer, cohort):
    enroll(cohort, "周慕白")
    enroll(make_cohort(), "周牧野")
    query = {"app_label": "cohorts", "model_name": "enrollment", "field_name": "person", "term": "周"}
    answer = organizer.get(reverse("admin:autocomplete"), query)
    assert [row["text"] for row in answer.json()["results"]] == ["周慕白"]


def test_a_trainee_can_not_be_added_to_another_cohort(organizer, cohort):
    person, foreign = make_person(), make_cohort()
    add = reverse("admin:cohorts_enrollment_add")
    assert organizer.post(add, {"cohort": foreign.pk, "person": person.pk}).status_code == 200
    assert not Enrollment.objects.exists()
    organizer.post(add, {"cohort": cohort.pk, "person": person.pk})
    assert Enrollment.objects.get().cohort == cohort


def test_another_programs_trainee_can_not_be_enrolled_here(organizer, cohort):
    stranger = enroll(make_cohort(), "丙").person
    organizer.post(reverse("admin:cohorts_enrollment_add"), {"cohort": cohort.pk, "person": stranger.pk})
    assert stranger.enrollments.count() == 1


def test_another_cohorts_trainee_is_neither_shown_nor_changed_nor_deleted(organizer):
    foreign = enroll(make_cohort(), "丙")
    for page in ("change", "delete"):
        target = reverse(f"admin:cohorts_enrollment_{page}", args=[foreign.pk])
        assert organizer.post(target, {"post": "yes", "title": "改"}).status_code == 302
    action = {"action": "delete_selected", "_selected_action": foreign.pk, "post": "yes"}
    organizer.post(reverse("admin:cohorts_enrollment_changelist"), action)
    assert Enrollment.objects.get().title == ""


def test_what_one_sees_as_reviewer_one_does_not_delete_as_organizer_of_another(client, cohort):
    user, seen = make_staff(cohort, Role.ORGANIZER), make_cohort()
    CohortRole.objects.create(user=user, cohort=seen, role=Role.REVIEWER)
    enrollment = enroll(seen, "甲")
    client.force_login(user)
    assert listed(client, "enrollment") == ["甲"]
    action = {"action": "delete_selected", "_selected_action": enrollment.pk, "post": "yes"}
    client.post(reverse("admin:cohorts_enrollment_changelist"), action)
    target = reverse("admin:cohorts_enrollment_change", args=[enrollment.pk])
    assert client.post(target, {"cohort": cohort.pk, "person": enrollment.person_id}).status_code == 403
    assert Enrollment.objects.get().cohort == seen


def test_organizers_neither_link_accounts_nor_give_rights(organizer, cohort):
    person = make_person(name="甲")
    account = make_user()
    target = reverse("admin:cohorts_person_change", args=[person.pk])
    rows = {"affiliations-TOTAL_FORMS": 0, "affiliations-INITIAL_FORMS": 0}
    organizer.post(target, {"name": "乙", "user": account.pk} | rows)
    person.refresh_from_db()
    assert (person.name, person.user) == ("乙", None)
    for model in ("user", "cohortrole", "program"):
        assert organizer.get(reverse(f"admin:cohorts_{model}_add")).status_code == 403
    assert User.objects.filter(is_superuser=True).count() == 0


def test_a_person_is_saved_with_their_posts(organizer):
    institute = make_organization()
    rows = {"affiliations-TOTAL_FORMS": 1, "affiliations-INITIAL_FORMS": 0}
    row = {"affiliations-0-organization": institute.pk, "affiliations-0-title": "所长"}
    organizer.post(reverse("admin:cohorts_person_add"), {"name": "甲"} | rows | row)
    assert str(Person.objects.get().affiliations.get()) == f"{institute.name}所长"


def test_an_appointment_without_a_trainee_is_a_form_error(organizer, cohort):
    answer = organizer.post(
        reverse("admin:cohorts_appointment_add"), {"cohort": cohort.pk, "post": "monitor"}
    )
    assert answer.status_code == 200
    assert not Appointment.objects.exists()


def test_a_group_of_another_cohort_is_no_choice(organizer, cohort):
    group = StudyGroup.objects.create(cohort=make_cohort(), number=1, name="一组")
    data = {"cohort": cohort.pk, "person": make_person().pk, "group": group.pk}
    assert organizer.post(reverse("admin:cohorts_enrollment_add"), data).status_code == 200
    assert not Enrollment.objects.exists()


def test_filters_offer_ones_own_cohorts_only(organizer, cohort):
    CohortRole.objects.create(user=User.objects.get(), cohort=make_cohort(name="另一班"), role=Role.EDITOR)
    make_cohort(name="秘密班")
    page = organizer.get(reverse("admin:cohorts_enrollment_changelist")).content.decode()
    assert "另一班" in page
    assert "秘密班" not in page


def test_a_cohort_links_to_its_roster(organizer, cohort, django_assert_num_queries):
    enroll(cohort, "甲")
    page = organizer.get(reverse("admin:cohorts_cohort_changelist")).content.decode()
    assert f"/admin/cohorts/enrollment/?cohort__id__exact={cohort.pk}" in page
    assert listed(organizer, "enrollment", cohort__id__exact=cohort.pk) == ["甲"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_roster_asks_the_database_as_often_whatever_its_length(
    organizer, cohort, count, django_assert_num_queries
):
    for n in range(count):
        enroll(cohort, f"甲{n}")
    with django_assert_num_queries(9):
        organizer.get(reverse("admin:cohorts_enrollment_changelist"))


def test_a_trainee_is_not_let_in(client, cohort):
    user = make_user()
    enroll(cohort, user=user)
    client.force_login(user)
    assert client.get(reverse("admin:index")).status_code == 302


def test_an_editor_signs_in_at_the_admins_own_door(client, cohort):
    user = make_staff(cohort, Role.EDITOR, username="wang")
    user.set_password("a long one")
    user.save()
    client.post(reverse("admin:login"), {"username": "wang", "password": "a long one"})
    assert client.get(reverse("admin:index")).status_code == 200


def posts(*rows):
    """What the form of a person posts for these posts."""
    data = {"name": "甲", "affiliations-TOTAL_FORMS": len(rows), "affiliations-INITIAL_FORMS": 0}
    for n, row in enumerate(rows):
        data |= {f"affiliations-{n}-{name}": value for name, value in row.items()}
    return data


def test_a_post_held_twice_is_a_form_error(organizer):
    post = {"organization": make_organization().pk, "title": "所长"}
    answer = organizer.post(reverse("admin:cohorts_person_add"), posts(post, post))
    assert answer.context["inline_admin_formset"].formset.non_form_errors()
    assert not Person.objects.exists()
    organizer.post(reverse("admin:cohorts_person_add"), posts(post, post | {"until": "2026-01-01"}))
    person = Person.objects.get()
    assert person.affiliations.count() == 2
    again = organizer.post(reverse("admin:cohorts_person_change", args=[person.pk]), posts(post))
    assert again.status_code == 200
    assert person.affiliations.count() == 2


@pytest.mark.parametrize(
    "query",
    ["title__startswith=x", "person__name__regex=(", "person__user__password__startswith=p", "cohort__slug__regex=("],
)  # fmt: skip
def test_lists_filter_by_nothing_but_what_they_offer(organizer, cohort, query):
    enroll(cohort, "甲")
    assert organizer.get(f"{reverse('admin:cohorts_enrollment_changelist')}?{query}").status_code == 400


@pytest.mark.parametrize(
    "query", ["cohort=" + "9" * 20, "cohort=x", "group__id__exact=" + "9" * 5000, "cohort=%00", "p=-1"]
)
def test_nonsense_in_a_lists_address_breaks_nothing(organizer, query):
    answer = organizer.get(f"{reverse('admin:cohorts_enrollment_changelist')}?{query}")
    assert answer.status_code in (200, 302, 400)


@pytest.mark.parametrize("key", ["", "x", "9" * 20, "9" * 5000])
def test_nonsense_chosen_in_a_list_deletes_nothing(organizer, cohort, key):
    enroll(cohort, "甲")
    action = {"action": "delete_selected", "_selected_action": key, "post": "yes"}
    assert organizer.post(reverse("admin:cohorts_enrollment_changelist"), action).status_code in (200, 302)
    assert Enrollment.objects.exists()


@pytest.mark.parametrize("key", ["x", "\0", "9" * 20])
def test_nonsense_sent_for_a_person_is_a_form_error(organizer, cohort, key):
    data = {"cohort": cohort.pk, "person": key, "organization": key}
    answer = organizer.post(reverse("admin:cohorts_enrollment_add"), data)
    assert set(answer.context["adminform"].form.errors) == {"person", "organization"}


def test_a_nul_is_no_part_of_a_name_one_looks_for(organizer, cohort):
    enroll(cohort, "周慕白")
    query = {"app_label": "cohorts", "model_name": "enrollment", "field_name": "person", "term": "周\0"}
    answer = organizer.get(reverse("admin:autocomplete"), query)
    assert [row["text"] for row in answer.json()["results"]] == ["周慕白"]


def test_a_trainee_stays_in_the_cohort_they_were_enrolled_in(organizer, cohort):
    trainee = enroll(cohort)
    other = make_cohort()
    CohortRole.objects.create(cohort=other, user=cohort.roles.first().user, role=Role.ORGANIZER)
    address = reverse("admin:cohorts_enrollment_change", args=[trainee.pk])
    organizer.post(address, {"cohort": other.pk, "person": trainee.person.pk, "title": "主任"})
    trainee.refresh_from_db()
    assert (trainee.cohort, trainee.title) == (cohort, "主任")
