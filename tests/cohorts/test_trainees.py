"""The pages on which a trainee leaves, returns or goes to another cohort, and the roster's list and form."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Appointment, CohortRole, Enrollment, Role
from tests.factories import enroll, make_cohort, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def user(cohort):
    return make_staff(cohort, Role.ORGANIZER)


@pytest.fixture
def organizer(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def trainee(cohort):
    return enroll(cohort, title="总工")


@pytest.fixture
def sister(cohort, user):
    """Another cohort whose roster the organizer keeps."""
    other = make_cohort(program=cohort.program)
    CohortRole.objects.create(cohort=other, user=user, role=Role.ORGANIZER)
    return other


def address(name, trainee, cohort=None):
    return reverse(f"admin:cohorts_cohort_{name}", args=[(cohort or trainee.cohort).pk, trainee.pk])


def left(trainee):
    trainee.refresh_from_db()
    return trainee.left


def test_the_page_of_leaving_names_the_posts_that_end(organizer, trainee):
    Appointment.objects.create(cohort=trainee.cohort, enrollment=trainee, post="monitor")
    answer = organizer.get(address("leave", trainee))
    assert answer.context["posts"] == ["班长"]
    assert "班长" in answer.content.decode()


def test_a_trainee_leaves_on_the_day_that_is_written(organizer, trainee):
    Appointment.objects.create(cohort=trainee.cohort, enrollment=trainee, post="monitor")
    answer = organizer.post(address("leave", trainee), {"day": "2026-04-01"})
    assert answer["Location"] == reverse("admin:cohorts_cohort_overview", args=[trainee.cohort_id])
    assert left(trainee) == date(2026, 4, 1)
    assert Appointment.objects.get().until == date(2026, 4, 1)


@pytest.mark.parametrize("day", ["", "soon", "\0", "2026-02-30", "tomorrow"])
def test_a_day_that_is_none_or_to_come_is_a_form_error(organizer, trainee, day):
    if day == "tomorrow":
        day = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = organizer.post(address("leave", trainee), {"day": day})
    assert list(answer.context["form"].errors) == ["day"]
    assert left(trainee) is None


def test_the_second_of_two_is_told_that_they_have_left(organizer, trainee):
    organizer.post(address("leave", trainee), {"day": "2026-04-01"})
    answer = organizer.post(address("leave", trainee), {"day": "2026-04-09"})
    assert answer.status_code == 409
    assert len(answer.context["form"].non_field_errors()) == 1
    assert left(trainee) == date(2026, 4, 1)


def test_a_trainee_returns(organizer, trainee):
    trainee.leave(date(2026, 4, 1))
    organizer.post(address("return", trainee))
    assert left(trainee) is None
    assert organizer.post(address("return", trainee)).status_code == 302  # again: words, no harm
    assert left(trainee) is None


def test_a_trainee_goes_to_another_cohort_of_ones_own(organizer, trainee, sister):
    organizer.post(address("transfer", trainee), {"to": sister.pk, "day": "2026-04-01"})
    place = sister.enrollments.get()
    assert (place.person, place.title) == (trainee.person, "总工")
    assert left(trainee) == date(2026, 4, 1)


def test_nobody_is_transferred_where_they_stand_already(organizer, trainee, sister):
    Enrollment.objects.create(cohort=sister, person=trainee.person)
    answer = organizer.post(address("transfer", trainee), {"to": sister.pk, "day": "2026-04-01"})
    assert answer.status_code == 409
    assert len(answer.context["form"].non_field_errors()) == 1
    assert left(trainee) is None


def test_nobody_is_transferred_to_a_cohort_one_does_not_organize(organizer, user, trainee, sister):
    read = make_cohort()
    CohortRole.objects.create(cohort=read, user=user, role=Role.EDITOR)
    for wrong in (read.pk, make_cohort().pk, trainee.cohort_id, "x", "\0", "9" * 20, ""):
        answer = organizer.post(address("transfer", trainee), {"to": wrong, "day": "2026-04-01"})
        assert list(answer.context["form"].errors) == ["to"]
    assert Enrollment.objects.count() == 1
    assert left(trainee) is None


def test_without_another_cohort_the_page_says_so(organizer, trainee):
    answer = organizer.get(address("transfer", trainee))
    assert answer.context["nowhere"] is True
    assert 'name="day"' not in answer.content.decode()


@pytest.mark.parametrize("name", ["leave", "return", "transfer"])
def test_a_trainee_of_another_cohort_is_not_there(organizer, cohort, sister, name):
    foreign = enroll(make_cohort())
    neighbor = enroll(sister)
    data = {"day": "2026-04-01", "to": cohort.pk}
    for place, where in ((foreign, cohort), (foreign, foreign.cohort), (neighbor, cohort)):
        assert organizer.post(address(name, place, where), data).status_code == 404
    assert set(Enrollment.objects.values_list("left", flat=True)) == {None}


def test_the_form_of_a_place_writes_neither_the_day_of_leaving_nor_what_is_shared(organizer, trainee):
    target = reverse("admin:cohorts_enrollment_change", args=[trainee.pk])
    data = {"person": trainee.person_id, "remark": "素食", "left": "2026-04-01", "mobile_shared": "on"}
    organizer.post(target, data)
    trainee.refresh_from_db()
    assert (trainee.remark, trainee.left, trainee.mobile_shared) == ("素食", None, False)


def test_a_remark_is_for_those_who_keep_the_roster(client, cohort, user, trainee):
    Enrollment.objects.filter(pk=trainee.pk).update(remark="素食")
    target = reverse("admin:cohorts_enrollment_change", args=[trainee.pk])
    client.force_login(user)
    assert "素食" in client.get(target).content.decode()
    client.force_login(make_staff(cohort, Role.EDITOR))
    assert "素食" not in client.get(target).content.decode()


def test_the_place_leads_to_leaving_or_says_where_to_return(organizer, trainee):
    target = reverse("admin:cohorts_enrollment_change", args=[trainee.pk])
    assert address("leave", trainee) in organizer.get(target).content.decode()
    trainee.leave(date(2026, 4, 1))
    assert address("leave", trainee) not in organizer.get(target).content.decode()


@pytest.mark.parametrize(("query", "names"), [("", 2), ("0", ["乙"]), ("1", ["甲"])])
def test_a_roster_is_filtered_by_who_is_in_the_cohort(organizer, cohort, query, names):
    enroll(cohort, name="甲")
    enroll(cohort, name="乙", left=date(2026, 4, 1))
    answer = organizer.get(
        reverse("admin:cohorts_enrollment_changelist"), {"left__isempty": query} if query else {}
    )
    rows = [str(row) for row in answer.context["cl"].result_list]
    assert (rows if query else len(rows)) == names


def test_an_organizer_writes_class_hours_and_how_long_contacts_stay_open(organizer, cohort):
    target = reverse("admin:cohorts_cohort_change", args=[cohort.pk])
    data = {"name": cohort.name, "class_hours": 120, "contacts_until": "2026-06-30", "number": 99}
    organizer.post(target, data)
    number = cohort.number
    cohort.refresh_from_db()
    assert (cohort.class_hours, cohort.contacts_until) == (120, date(2026, 6, 30))
    assert cohort.number == number


@pytest.mark.parametrize("name", ["index", "cohorts_cohort_change"])
def test_the_desk_and_the_cohort_itself_lead_to_its_page(organizer, cohort, name):
    where = reverse(f"admin:{name}", args=[] if name == "index" else [cohort.pk])
    page = reverse("admin:cohorts_cohort_overview", args=[cohort.pk])
    assert f'href="{page}"' in organizer.get(where).content.decode()
