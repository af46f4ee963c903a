"""Billed lines are copies of the day; a plan is read in a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.compose.plan import plan
from briefings.models import Forum, Speaker
from cohorts.models import Enrollment
from tests.factories import (
    make_comment,
    make_forum,
    make_person,
    make_quote,
    make_session,
    make_speaker,
    make_talk,
)

pytestmark = pytest.mark.django_db


def test_billing_is_copied_once(cohort, editor):
    person = make_person(name="袁喆")
    Enrollment.objects.create(
        cohort=cohort, person=person, organization_name="云州天文台", title="助理研究员"
    )
    talk = make_talk(make_session(make_forum(cohort)))
    speaker = Speaker.objects.create(talk=talk, person=person)
    assert (speaker.name, speaker.organization, speaker.title) == ("袁喆", "云州天文台", "助理研究员")
    Enrollment.objects.update(organization_name="别处")
    speaker.save()
    speaker.refresh_from_db()
    assert speaker.organization == "云州天文台"


def test_what_is_typed_beside_a_person_wins(cohort):
    person = make_person(name="袁喆")
    Enrollment.objects.create(cohort=cohort, person=person, organization_name="云州天文台", title="台长")
    talk = make_talk(make_session(make_forum(cohort)))
    speaker = Speaker.objects.create(talk=talk, person=person, organization="天文台")
    assert (speaker.name, speaker.organization, speaker.title) == ("袁喆", "天文台", "")


@pytest.mark.parametrize("talks", [1, 40])
def test_a_plan_asks_seven_queries_whatever_the_forum_holds(talks, cohort):
    forum = make_forum(cohort)
    session = make_session(forum)
    for _n in range(talks):
        make_speaker(make_talk(session))
    make_comment(session)
    make_quote(session)
    with CaptureQueriesContext(connection) as queries:
        plan(Forum.objects.with_run().get(pk=forum.pk))
    assert len(queries) == 7
