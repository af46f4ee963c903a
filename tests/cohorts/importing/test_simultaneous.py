"""Two organizers at once: one import is written once, and of two imports of a cohort the second looks again."""

import pytest

from cohorts.importing.arriving import cancel
from cohorts.importing.planning import plan_of
from cohorts.importing.undoing import NotUndoable, undo
from cohorts.importing.writing import Moved, Settled, apply
from cohorts.models import Enrollment, ImportState, Organization, Person, RosterImport
from tests.briefings.test_simultaneous import at_once as at_one_moment
from tests.cohorts.importing.house import MOBILES, checked, imported
from tests.factories import make_cohort, make_user

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = [f"{n} 林听{chr(0x4E00 + n)} 江州局 处长 第一组 - {MOBILES[n]} -" for n in range(1, 6)]


def at_once(works):
    """What each gave back, or the class of what it raised."""

    def caught(work):
        try:
            return work()
        except (Moved, Settled, NotUndoable) as error:
            return type(error)

    return at_one_moment([lambda work=work: caught(work) for work in works])


def applier(found):
    seen, digest = RosterImport.objects.get(pk=found.pk), plan_of(found).digest
    return lambda: apply(seen, digest) and "applied"


def test_one_import_applied_five_times_at_once_is_written_once():
    found = checked(make_cohort(), *ROWS)
    outcomes = at_once([applier(found) for _one in range(5)])
    assert sorted(map(str, outcomes)) == sorted(map(str, ["applied", *[Settled] * 4]))
    assert (Person.objects.count(), Organization.objects.count()) == (5, 1)


def test_of_two_imports_of_a_cohort_the_second_is_looked_at_again():
    cohort = make_cohort()
    outcomes = at_once([applier(checked(cohort, *ROWS)) for _one in range(3)])
    assert sorted(map(str, outcomes)) == sorted(map(str, ["applied", Moved, Moved]))
    assert (Person.objects.count(), Enrollment.objects.count()) == (5, 5)


def test_two_cohorts_that_make_the_same_organization_at_once_make_it_once():
    outcomes = at_once([applier(checked(make_cohort(), *ROWS)) for _one in range(3)])
    assert outcomes.count("applied") in (1, 2, 3)
    assert set(outcomes) <= {"applied", Moved}
    assert list(Organization.objects.values_list("name", flat=True)) == ["江州局"]
    assert Enrollment.objects.count() == 5 * outcomes.count("applied")


def test_what_is_applied_and_cancelled_at_once_is_one_of_both():
    for _again in range(5):
        found = checked(make_cohort(), *ROWS)
        applied, cancelled = at_once([applier(found), lambda found=found: cancel(found)])
        state = RosterImport.objects.get(pk=found.pk).state
        assert (applied, cancelled, state) in (
            ("applied", False, ImportState.APPLIED),
            (Settled, True, ImportState.CANCELLED),
            (Moved, True, ImportState.CANCELLED),
        )


def test_an_import_is_undone_once():
    done, by = imported(make_cohort(), *ROWS), make_user()
    outcomes = at_once([lambda: undo(RosterImport.objects.get(pk=done.pk), by) for _one in range(4)])
    assert sorted(map(str, outcomes)) == sorted(map(str, [[], *[NotUndoable] * 3]))
    assert (Enrollment.objects.count(), Person.objects.count()) == (0, 0)
