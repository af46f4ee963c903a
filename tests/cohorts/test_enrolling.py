"""The form of a place on a roster: whom one may enroll by name, and what a place deleted leaves behind."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from cohorts.importing.planning import plan_of
from cohorts.models import Enrollment, PrivateDetails, Role, User
from tests.cohorts.importing.house import checked
from tests.factories import make_cohort, make_person, make_staff

pytestmark = pytest.mark.django_db
ADD = "/admin/cohorts/enrollment/add/"


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def organizer(client, cohort):
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    return client


def enroll(cohort, **details):
    """A trainee of whom something private is known."""
    place = Enrollment.objects.create(cohort=cohort, person=make_person())
    PrivateDetails.objects.create(person=place.person, **{"mobile": "13812345678"} | details)
    return place


def test_whose_private_details_others_keep_is_not_enrolled_by_name(organizer, cohort):
    sister = enroll(make_cohort(program=cohort.program))
    answer = organizer.post(ADD, {"cohort": cohort.pk, "person": sister.person_id})
    (words,) = answer.context["adminform"].form.errors["person"]
    assert "另一个班级" in words
    assert cohort.enrollments.count() == 0


def test_nor_who_stands_on_no_roster_any_more(organizer, cohort):
    guest = PrivateDetails.objects.create(person=make_person(), mobile="13812345678")
    organizer.post(ADD, {"cohort": cohort.pk, "person": guest.pk})
    assert cohort.enrollments.count() == 0


def test_whose_private_details_one_keeps_already_is(organizer, cohort):
    user = User.objects.get()
    other = make_cohort(program=cohort.program)
    other.roles.create(user=user, role=Role.ORGANIZER)
    person = enroll(other).person
    organizer.post(ADD, {"cohort": cohort.pk, "person": person.pk})
    assert cohort.enrollments.get().person == person


def test_reading_elsewhere_is_keeping_nothing(organizer, cohort):
    other = make_cohort(program=cohort.program)
    other.roles.create(user=User.objects.get(), role=Role.EDITOR)
    organizer.post(ADD, {"cohort": cohort.pk, "person": enroll(other).person_id})
    assert cohort.enrollments.count() == 0


def test_a_superuser_enrolls_anybody(client, cohort):
    client.force_login(User.objects.create_superuser("super"))
    person = enroll(make_cohort()).person
    client.post(ADD, {"cohort": cohort.pk, "person": person.pk})
    assert cohort.enrollments.get().person == person


def test_a_place_stays_its_owners_with_all_they_share_in_it(organizer, cohort):
    place = enroll(cohort)
    Enrollment.objects.filter(pk=place.pk).update(mobile_shared=True)
    change = reverse("admin:cohorts_enrollment_change", args=[place.pk])
    organizer.post(change, {"person": make_person(name="周岚").pk, "title": "总工"})
    after = Enrollment.objects.get()
    assert (after.person, after.title) == (place.person, "总工")


def test_nor_by_import_which_takes_their_number(organizer, cohort):
    sister = enroll(make_cohort(program=cohort.program))
    Enrollment.objects.filter(pk=sister.pk).update(organization_name="云州大学")
    rows = ("1 林听澜 云州大学 - - - - -", "1 林听澜 云州大学 - - - 13812345678 -")
    matched = [plan_of(checked(cohort, row)).rows[0].member for row in rows]
    assert [member and member.person for member in matched] == [None, str(sister.person_id)]


@pytest.mark.parametrize("way", ["page", "list"])
def test_with_the_last_place_goes_what_is_private(organizer, cohort, way):
    place, stays = enroll(cohort), enroll(cohort)
    delete(organizer, way, place)
    assert list(PrivateDetails.objects.all()) == [stays.person.private]
    entries = LogEntry.objects.filter(object_id=str(place.person_id)).values_list("change_message", flat=True)
    assert list(entries) == ["个人信息已清除"]


@pytest.mark.parametrize("way", ["page", "list"])
def test_with_a_place_that_is_not_the_last_it_does_not(organizer, cohort, way):
    place = enroll(cohort)
    Enrollment.objects.create(cohort=make_cohort(), person=place.person)
    delete(organizer, way, place)
    assert [Enrollment.objects.count(), PrivateDetails.objects.count()] == [1, 1]


def delete(client, way, place):
    if way == "page":
        client.post(reverse("admin:cohorts_enrollment_delete", args=[place.pk]), {"post": "yes"})
    else:
        action = {"action": "delete_selected", "_selected_action": place.pk, "post": "yes"}
        client.post(reverse("admin:cohorts_enrollment_changelist"), action)
