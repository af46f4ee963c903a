"""Many clicks at once see no more numbers than one after another."""

import pytest

from cohorts.models import Disclosure
from cohorts.models.private import MOST_AN_HOUR
from tests.briefings.test_simultaneous import at_once
from tests.factories import enroll, make_cohort, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_of_an_hour_is_given_once():
    place, by = enroll(make_cohort()), make_user()
    Disclosure.objects.bulk_create(
        Disclosure(cohort=place.cohort, person=place.person, by=by, reason="核对")
        for _n in range(MOST_AN_HOUR - 1)
    )
    given = at_once([lambda: Disclosure.record(place, by, "核对")] * 10)
    assert given.count(None) == 9
    assert Disclosure.objects.count() == MOST_AN_HOUR
