"""The lists of a forum's rows: constant queries, filters by cohort and kind."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from briefings.models import Talk
from tests.briefings.admin.records.posting import page
from tests.factories import (
    make_comment,
    make_forum,
    make_person,
    make_quote,
    make_session,
    make_speaker,
    make_talk,
    make_user,
)

pytestmark = pytest.mark.django_db


def fill(forum, count):
    for _n in range(count):
        talk = make_talk(make_session(forum))
        person = make_person(name=f"甲{forum.pk}{talk.pk}")
        make_speaker(talk, person=person)
        make_comment(talk.session, talk=talk)
        make_quote(talk.session, approved_by=make_user())


@pytest.mark.parametrize("case", [("session", 9), ("talk", 9), ("speaker", 8), ("comment", 8), ("quote", 8)])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_however_long(desk, forum, django_assert_num_queries, case, count):
    model, queries = case
    fill(forum, count)
    fill(make_forum(), 1)
    with django_assert_num_queries(queries):
        answer = desk.get(reverse(f"admin:briefings_{model}_changelist"))
    assert len(answer.context["cl"].result_list) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_talk_asks_the_same_however_many_speak(desk, talk, django_assert_num_queries, count):
    for n in range(count):
        make_speaker(talk, person=make_person(name=f"甲{n}"))
    ContentType.objects.get_for_model(Talk)  # Django asks once a process
    with django_assert_num_queries(10):
        desk.get(page(talk))


def test_everything_is_filtered_by_cohort_and_kind(desk, talk, editor):
    make_quote(talk.session, approved_by=editor)
    make_quote(talk.session)
    address = reverse("admin:briefings_quote_changelist")
    found = lambda query: len(desk.get(address + query).context["cl"].result_list)  # noqa: E731
    assert found("?approved_by__isempty=1") == 1
    assert found(f"?session__forum__cohort__id__exact={talk.cohort_id}") == 2
    assert desk.get(address + "?session__forum__cohort__name=x").status_code == 400
