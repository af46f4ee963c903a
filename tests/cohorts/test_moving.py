"""Leaving, returning, going to another cohort, and terms that begin and end."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cohorts.models import Appointment, Enrollment, Post, StudyGroup
from tests.factories import enroll, make_cohort, make_organization, make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 1)


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def trainee(cohort):
    return Enrollment.objects.create(
        cohort=cohort,
        person=make_person(),
        organization=make_organization(),
        organization_name="云州路桥集团",
        title="总工",
        number=7,
        remark="素食",
        mobile_shared=True,
    )


def code_of(action):
    with pytest.raises(ValidationError) as caught:
        action()
    return caught.value.code


def twin(trainee):
    """The same row as somebody else had read it before."""
    return Enrollment.objects.get(pk=trainee.pk)


def test_leaving_ends_every_term_on_that_day(trainee):
    held = Appointment.objects.create(
        cohort=trainee.cohort, enrollment=trainee, post=Post.MONITOR, since=date(2026, 3, 1)
    )
    past = Appointment.objects.create(
        cohort=trainee.cohort, enrollment=trainee, post=Post.STUDY_COMMISSIONER, until=date(2026, 3, 2)
    )
    trainee.leave(DAY)
    assert twin(trainee).left == DAY
    assert list(Appointment.objects.order_by("pk").values_list("pk", "until")) == [
        (held.pk, DAY),
        (past.pk, date(2026, 3, 2)),
    ]


def test_leaving_ends_nobody_elses_term(trainee):
    other = enroll(trainee.cohort, name="周岚")
    Appointment.objects.create(cohort=trainee.cohort, enrollment=other, post=Post.MONITOR)
    trainee.leave(DAY)
    assert Appointment.objects.get().until is None


def test_a_term_that_begins_later_ends_on_its_first_day(trainee):
    Appointment.objects.create(
        cohort=trainee.cohort, enrollment=trainee, post=Post.MONITOR, since=date(2026, 5, 1)
    )
    trainee.leave(DAY)
    assert Appointment.objects.get().until == date(2026, 5, 1)


def test_two_who_let_one_leave_get_one_day_and_words(trainee):
    second = twin(trainee)
    trainee.leave(DAY)
    assert code_of(lambda: second.leave(date(2026, 4, 9))) == "left_already"
    assert twin(trainee).left == DAY


def test_two_who_take_one_back_get_words_the_second_time(trainee):
    trainee.leave(DAY)
    second = twin(trainee)
    trainee.come_back()
    assert twin(trainee).left is None
    assert code_of(second.come_back) == "never_left"


def test_what_ended_with_leaving_stays_ended_on_return(trainee):
    Appointment.objects.create(cohort=trainee.cohort, enrollment=trainee, post=Post.MONITOR)
    trainee.leave(DAY)
    trainee.come_back()
    assert Appointment.objects.get().until == DAY


def test_a_transfer_takes_organization_and_title_along_and_nothing_else(trainee):
    Appointment.objects.create(cohort=trainee.cohort, enrollment=trainee, post=Post.MONITOR)
    other = make_cohort()
    place = Enrollment.objects.get(pk=trainee.transfer(other, DAY).pk)
    assert (place.cohort, place.person, place.organization) == (other, trainee.person, trainee.organization)
    assert (place.organization_name, place.title, place.left) == ("云州路桥集团", "总工", None)
    assert (place.number, place.group, place.remark, place.mobile_shared) == (None, None, "", False)
    assert twin(trainee).left == DAY
    assert Appointment.objects.get().until == DAY


def test_who_stands_there_already_is_not_transferred_and_does_not_leave(trainee):
    other = make_cohort()
    Enrollment.objects.create(cohort=other, person=trainee.person, left=DAY)
    Appointment.objects.create(cohort=trainee.cohort, enrollment=trainee, post=Post.MONITOR)
    assert code_of(lambda: trainee.transfer(other, DAY)) == "enrolled_already"
    assert (trainee.left, twin(trainee).left) == (None, None)
    assert Appointment.objects.get().until is None


def test_two_who_transfer_one_to_two_cohorts_get_one_place_and_words(trainee):
    second, first, late = twin(trainee), make_cohort(), make_cohort()
    trainee.transfer(first, DAY)
    assert code_of(lambda: second.transfer(late, DAY)) == "left_already"
    assert list(trainee.person.enrollments.filter(left=None).values_list("cohort", flat=True)) == [first.pk]


def test_a_post_somebody_holds_is_not_given_again(trainee):
    term = {"cohort": trainee.cohort, "post": Post.MONITOR}
    other = enroll(trainee.cohort, name="周岚")
    Appointment.begin(enrollment=trainee, **term)
    with pytest.raises(ValidationError):
        Appointment.begin(enrollment=other, **term)
    assert Appointment.objects.get().enrollment == trainee


def test_two_who_give_one_post_at_once_get_words_the_second_time(trainee, monkeypatch):
    """Both looked before either wrote: the constraint stops the second, and the rules say why."""
    term = {"cohort": trainee.cohort, "enrollment": trainee, "post": Post.MONITOR}
    looked = Appointment.full_clean

    def faster(self, **options):
        monkeypatch.setattr(Appointment, "full_clean", looked)
        looked(self, **options)
        Appointment.objects.create(**term)

    monkeypatch.setattr(Appointment, "full_clean", faster)
    with pytest.raises(ValidationError):
        Appointment.begin(**term)
    assert Appointment.objects.count() == 1


def test_a_group_is_led_by_one_of_its_own(trainee):
    group = StudyGroup.objects.create(cohort=trainee.cohort, number=1, name="一组")
    with pytest.raises(ValidationError):
        Appointment.begin(cohort=trainee.cohort, enrollment=trainee, post=Post.GROUP_LEADER, group=group)
    assert not Appointment.objects.exists()


def test_ending_terms_twice_keeps_the_first_day(trainee):
    Appointment.objects.create(cohort=trainee.cohort, enrollment=trainee, post=Post.MONITOR)
    assert Appointment.objects.all().end(DAY) == 1
    assert Appointment.objects.all().end(date(2026, 4, 9)) == 0
    assert Appointment.objects.get().until == DAY
