"""Quotes: approved words stay the approved ones."""

import re

import pytest
from django.urls import reverse

from briefings.models import Quote
from cohorts.models import Role
from tests.briefings.admin.records.posting import page, said
from tests.factories import (
    make_quote,
    make_session,
)

pytestmark = pytest.mark.django_db


def of_quote(quote, **fields):
    kept = {"session": quote.session_id, "person": "", "name": quote.name, "text": quote.text}
    return kept | {"revision": quote.revision} | fields


def test_a_quote_somebody_else_saved_meanwhile_is_not_overwritten(desk, talk):
    quote = make_quote(talk.session)
    sent = of_quote(quote, text="我的。")
    Quote.objects.update(text="别人的。", revision=1)
    answer = desk.post(page(quote), sent)
    assert (answer.status_code, Quote.objects.get().text) == (409, "别人的。")
    assert {"我的。", "别人的。"} <= set(re.findall("我的。|别人的。", answer.content.decode()))


def test_quotes_are_approved_by_somebody_of_their_cohort(desk, editor, talk):
    user_of_both = editor
    other = make_quote(make_session())
    user_of_both.cohort_roles.create(cohort=other.forum.cohort, role=Role.REVIEWER)
    mine = make_quote(talk.session)
    data = {"action": "approve", "_selected_action": [mine.pk, other.pk]}
    desk.post(reverse("admin:briefings_quote_changelist"), data)
    assert list(Quote.objects.order_by("pk").values_list("approved_by", flat=True)) == [None, editor.pk]


@pytest.mark.parametrize("change", [{"text": "改了。"}, {"name": "别人"}])
def test_changing_an_approved_quote_takes_its_approval_back(desk, talk, editor, change):
    quote = make_quote(talk.session, approved_by=editor)
    answer = desk.post(page(quote), of_quote(quote, **change))
    assert len(said(answer)) == 2
    assert Quote.objects.get().approved_by is None


def test_a_quote_that_takes_seconds_to_compose_is_refused(desk, talk):
    quote = make_quote(talk.session)
    answer = desk.post(page(quote), of_quote(quote, text="一\n" * 100_000))
    assert list(answer.context["adminform"].form.errors) == ["text"]


def test_a_quote_saved_with_the_same_words_stays_approved(desk, talk, editor):
    quote = make_quote(talk.session, approved_by=editor, text="一。\n二。")
    other = make_session(talk.forum)
    desk.post(page(quote), of_quote(quote, text="一。\r\n\r\n二。 ", session=other.pk, approved_by=""))
    quote.refresh_from_db()
    assert (quote.approved_by, quote.session, quote.text) == (editor, other, "一。\n二。")
