"""Who may read which edition and see which photo: visibility × kinds of people."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from briefings.models import ArticlePhoto, Edition, Photo, Visibility
from briefings.workflow import Move
from cohorts.models import Cohort, Enrollment, Role
from tests.factories import (
    jpeg,
    make_article,
    make_cohort,
    make_issue,
    make_photo,
    make_published,
    make_staff,
    make_trainee,
    make_user,
)
from tests.factories import make_series as make_any_series

pytestmark = pytest.mark.django_db

EVERYTHING = {"public", "program", "cohort", "staff"}
READS = {
    "anonymous": {"public"},
    "stranger": {"public"},
    "is_staff only": {"public"},
    "trainee": {"public", "program", "cohort"},
    "trainee of a sister cohort": {"public", "program"},
    "trainee of another program": {"public"},
    "trainee who left": {"public"},
    "trainee who left for a sister cohort": {"public", "program"},
    "editor": EVERYTHING,
    "reviewer": EVERYTHING,
    "signatory": EVERYTHING,
    "organizer": EVERYTHING,
    "editor of a sister cohort": {"public", "program"},
    "editor of another program": {"public"},
    "trainee who edits a sister cohort": {"public", "program", "cohort"},
    "superuser": EVERYTHING,
}
STAFF = ["editor", "reviewer", "signatory", "organizer", "superuser"]


def sister_of(cohort):
    return Cohort.objects.filter(program=cohort.program).exclude(pk=cohort.pk).first() or make_cohort(
        program=cohort.program
    )


def left(cohort):
    user = make_trainee(cohort)
    Enrollment.objects.filter(person__user=user).update(left=date(2026, 4, 1))
    return user


def left_for_sister(cohort):
    user = left(cohort)
    Enrollment.objects.create(cohort=sister_of(cohort), person=user.person)
    return user


def editing_a_sister(cohort):
    user = make_trainee(cohort)
    user.cohort_roles.create(cohort=sister_of(cohort), role=Role.EDITOR)
    return user


PEOPLE = {
    "anonymous": lambda cohort: AnonymousUser(),
    "stranger": lambda cohort: make_user(),
    "is_staff only": lambda cohort: make_user(is_staff=True),
    "trainee": make_trainee,
    "trainee of a sister cohort": lambda cohort: make_trainee(sister_of(cohort)),
    "trainee of another program": lambda cohort: make_trainee(make_cohort()),
    "trainee who left": left,
    "trainee who left for a sister cohort": left_for_sister,
    "editor": make_staff,
    "reviewer": lambda cohort: make_staff(cohort, Role.REVIEWER),
    "signatory": lambda cohort: make_staff(cohort, Role.SIGNATORY),
    "organizer": lambda cohort: make_staff(cohort, Role.ORGANIZER),
    "editor of a sister cohort": lambda cohort: make_staff(sister_of(cohort)),
    "editor of another program": lambda cohort: make_staff(make_cohort()),
    "trainee who edits a sister cohort": editing_a_sister,
    "superuser": lambda cohort: make_user(is_superuser=True),
}


def make_series(cohort=None):
    """A series without reviews: they are not what is tested here."""
    return make_any_series(cohort, review_stages=0)


def for_everybody(cohort, answer):
    """{kind of person: what `answer` says of them}."""
    return {person: answer(make(cohort)) for person, make in PEOPLE.items()}


def publish_all(series, **fields):
    """One published issue of each visibility."""
    return [make_published(make_issue(series, visibility=value, **fields)) for value in Visibility.values]


def withdraw(issue):
    issue.move(Move.WITHDRAW, by=make_staff(issue.cohort), note="有误")


def supersede(issue):
    issue.move(Move.CORRECT, by=make_staff(issue.cohort), note="更正")
    make_published(issue)


def values(editions):
    return set(editions.values_list("visibility", flat=True))


def test_who_reads_what():
    series = make_series()
    publish_all(series)
    assert for_everybody(series.cohort, lambda user: values(Edition.objects.visible_to(user))) == READS


def test_what_is_withdrawn_is_known_and_not_visible():
    series = make_series()
    for issue in publish_all(series):
        withdraw(issue)
    assert for_everybody(series.cohort, lambda user: values(Edition.objects.known_to(user))) == READS
    assert not any(
        for_everybody(series.cohort, lambda user: Edition.objects.visible_to(user).exists()).values()
    )


def test_what_is_superseded_is_read_by_nobody():
    series = make_series()
    for issue in publish_all(series):
        supersede(issue)
    known = for_everybody(series.cohort, lambda user: list(Edition.objects.known_to(user)))
    assert {edition.number for editions in known.values() for edition in editions} == {2}
    assert {
        person: {edition.visibility for edition in editions} for person, editions in known.items()
    } == READS


def test_staff_sees_every_edition_of_its_cohorts():
    series = make_series()
    first, second, *_others = publish_all(series)
    supersede(first)
    withdraw(second)
    seen = for_everybody(
        series.cohort, lambda user: user.is_authenticated and Edition.objects.for_staff(user).count()
    )
    assert seen == {person: 5 if person in STAFF else 0 for person in PEOPLE}


def test_a_correction_under_way_leaves_readers_the_current_edition():
    issue = make_published(make_issue(make_series(), visibility="public"))
    issue.move(Move.CORRECT, by=make_staff(issue.cohort), note="更正")
    assert list(Edition.objects.visible_to(AnonymousUser())) == [issue.current_edition]


@pytest.mark.parametrize("narrowed", Visibility.values)
def test_narrowing_and_widening_count_at_once(narrowed):
    issue = make_published(make_issue(make_series(), visibility="public"))
    trainee = make_trainee(issue.cohort)
    issue.set_visibility(narrowed)
    assert [Edition.objects.visible_to(user).exists() for user in (AnonymousUser(), trainee)] == [
        narrowed == "public",
        narrowed != "staff",
    ]


def test_narrowing_does_not_touch_superseded_editions():
    issue = make_published(make_issue(make_series(), visibility="public"))
    supersede(issue)
    issue.set_visibility("staff")
    assert list(issue.editions.values_list("visibility", flat=True)) == ["public", "staff"]


def photographed(series, **fields):
    """A published issue that cites a photo of its own."""
    issue = make_issue(series, **fields)
    photo = make_photo(series.cohort, data=jpeg(9, 9))
    ArticlePhoto.objects.create(article=make_article(issue), photo=photo)
    return make_published(issue), photo


def test_who_sees_which_photo():
    series = make_series()
    photos = {photographed(series, visibility=value)[1].pk: value for value in Visibility.values}
    photos[make_photo(series.cohort, data=jpeg(9, 9)).pk] = "cited nowhere"
    seen = for_everybody(
        series.cohort, lambda user: {photos[photo.pk] for photo in Photo.objects.visible_to(user)}
    )
    assert seen == {
        person: READS[person] | ({"cited nowhere"} if person in STAFF else set()) for person in PEOPLE
    }


def test_a_photo_cited_only_in_the_past_is_for_staff():
    series = make_series()
    withdrawn, _photo = photographed(series, visibility="public")
    withdraw(withdrawn)
    superseded, _photo = photographed(series, visibility="public")
    superseded.move(Move.CORRECT, by=make_staff(series.cohort), note="撤下照片")
    ArticlePhoto.objects.filter(article__section__issue=superseded).delete()
    make_published(superseded)
    seen = for_everybody(series.cohort, lambda user: Photo.objects.visible_to(user).count())
    assert seen == {person: 2 if person in STAFF else 0 for person in PEOPLE}


def test_a_photo_in_two_editions_is_seen_by_the_readers_of_either():
    series = make_series()
    _issue, photo = photographed(series, visibility="staff")
    public = make_issue(series, visibility="public")
    ArticlePhoto.objects.create(article=make_article(public), photo=photo)
    make_published(public)
    assert list(Photo.objects.visible_to(AnonymousUser())) == [photo]


def neighbors(edition):
    """Ids of the issues of the editions before and after it."""
    row = Edition.objects.with_neighbors().get(pk=edition.pk)
    beside = Edition.objects.in_bulk([pk for pk in (row.previous_id, row.next_id) if pk])
    return [pk and beside[pk].issue_id for pk in (row.previous_id, row.next_id)]


def test_neighbors_are_those_its_readers_may_read():
    series = make_series()
    ways = ["public", "cohort", "staff", "program", "public"]
    one, two, three, four, five = [
        make_published(make_issue(series, visibility=way, date=date(2026, 3, day)))
        for day, way in enumerate(ways, start=1)
    ]
    assert [neighbors(issue.current_edition) for issue in (one, two, three, four, five)] == [
        [None, five.pk],
        [one.pk, four.pk],
        [two.pk, four.pk],
        [one.pk, five.pk],
        [one.pk, None],
    ]


def test_neighbors_stand_by_date_and_then_by_issue():
    series = make_series()
    late = make_published(make_issue(series, date=date(2026, 3, 9)))
    twins = [make_published(make_issue(series, date=date(2026, 3, 2))) for _twin in range(2)]
    order = [*twins, late]
    assert [neighbors(issue.current_edition) for issue in order] == [
        [None, twins[1].pk],
        [twins[0].pk, late.pk],
        [twins[1].pk, None],
    ]


def test_neighbors_are_of_its_series_and_cohort_current_and_not_withdrawn():
    program_wide = make_series()
    program_wide.cohort, cohort = None, program_wide.cohort
    program_wide.save()
    withdrawn, corrected, here = [
        make_published(make_issue(program_wide, cohort=cohort, date=date(2026, 3, day))) for day in (1, 2, 3)
    ]
    make_published(make_issue(make_series(cohort), date=date(2026, 3, 2)))
    make_published(make_issue(program_wide, cohort=sister_of(cohort), date=date(2026, 3, 4)))
    withdraw(withdrawn)
    supersede(corrected)
    assert neighbors(here.current_edition) == [corrected.pk, None]
    assert Edition.objects.with_neighbors().get(pk=here.current_edition.pk).previous_id == (
        corrected.current_edition.pk
    )


def test_nobody_is_led_to_what_they_may_not_read():
    series = make_series()
    for day, way in enumerate(["staff", "public", "cohort", "program", "staff", "cohort", "public"], start=1):
        make_published(make_issue(series, visibility=way, date=date(2026, 3, day)))
    for make in PEOPLE.values():
        visible = Edition.objects.visible_to(make(series.cohort))
        beside = {pk for row in visible.with_neighbors() for pk in (row.previous_id, row.next_id) if pk}
        assert beside
        assert beside <= set(visible.values_list("pk", flat=True))


def test_editions_are_listed_newest_first():
    series = make_series()
    days = [date(2026, 3, 2), date(2026, 5, 1), date(2026, 4, 1)]
    for day in days:
        make_published(make_issue(series, date=day))
    assert list(Edition.objects.newest_first().values_list("date", flat=True)) == sorted(days, reverse=True)


@pytest.mark.parametrize("person", PEOPLE)
def test_one_query_answers_what_one_may_read(person, django_assert_num_queries):
    user = PEOPLE[person](make_cohort())
    with django_assert_num_queries(1):
        list(Edition.objects.visible_to(user))
