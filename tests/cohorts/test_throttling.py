"""What is tried too often is refused, with the time to wait; nobody's name or address is kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from cohorts.models import Attempt
from cohorts.throttling import WINDOW, Limit, TooMany, address_of

LIMIT = Limit("test", 3)


def outcome(key="lin", limit=LIMIT):
    try:
        limit.enter(key)
    except TooMany as refused:
        return refused.messages[0]
    return "let through"


def age(by):
    for attempt in Attempt.objects.all():
        Attempt.objects.filter(pk=attempt.pk).update(at=attempt.at - by)


@pytest.mark.django_db
def test_as_many_as_allowed_and_then_no_more():
    assert [outcome() for _try in range(3)] == ["let through"] * 3
    assert outcome() == "尝试次数过多，请 15 分钟后再试。"


@pytest.mark.django_db
def test_one_waits_until_the_oldest_that_counts_is_out_of_the_window():
    outcome()
    age(timedelta(minutes=10, seconds=30))
    outcome()
    outcome()
    assert outcome() == "尝试次数过多，请 5 分钟后再试。"
    age(timedelta(minutes=4, seconds=31))
    assert outcome() == "let through"


@pytest.mark.django_db
def test_a_refused_try_prolongs_no_wait():
    for _try in range(10):
        outcome()
    assert Attempt.objects.count() == 3


@pytest.mark.django_db
def test_keys_and_scopes_count_apart():
    for _try in range(3):
        outcome("lin")
    other = Limit("other", 3)
    assert [outcome("zhou"), outcome("lin", other)] == ["let through"] * 2


@pytest.mark.django_db
def test_what_is_cleared_starts_anew():
    for key in ("lin", "lin", "lin", "zhou"):
        outcome(key)
    LIMIT.clear("lin")
    assert Attempt.objects.count() == 1
    assert outcome("lin") == "let through"


@pytest.mark.django_db
def test_neither_names_nor_addresses_are_kept_and_old_tries_go():
    outcome("lin")
    assert "lin" not in str(list(Attempt.objects.values()))
    age(WINDOW)
    outcome("zhou")
    assert [attempt.at > timezone.now() - WINDOW for attempt in Attempt.objects.all()] == [True]


@pytest.mark.django_db
def test_the_key_of_the_digest_is_the_sites(settings):
    outcome()
    settings.SECRET_KEY = "another"
    outcome()
    assert len(set(Attempt.objects.values_list("key", flat=True))) == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_no_more_pass_than_allowed():
    crowd = 12
    ready = Barrier(crowd)

    def one(_number):
        try:
            connection.ensure_connection()
            ready.wait(30)
            return outcome()
        finally:
            connection.close()

    with ThreadPoolExecutor(crowd) as pool:
        outcomes = list(pool.map(one, range(crowd)))
    assert outcomes.count("let through") <= 3
    assert len(outcomes) == crowd


def asked(forwarded=None):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.9")


@pytest.mark.parametrize("forged", [None, "1.2.3.4", "1.2.3.4, 5.6.7.8", ""])
def test_without_a_proxy_a_header_says_nothing(settings, forged):
    settings.BEHIND_PROXY = False
    assert address_of(asked(forged)) == "10.0.0.9"


@pytest.mark.parametrize("prepended", ["", "1.2.3.4, ", "10.0.0.9,8.8.8.8 , "])
def test_behind_our_proxy_what_it_saw_counts(settings, prepended):
    settings.BEHIND_PROXY = True
    assert address_of(asked(f"{prepended}203.0.113.7")) == "203.0.113.7"


@pytest.mark.parametrize("empty", [None, " ", "1.2.3.4, "])
def test_a_proxy_that_says_nothing_is_the_address_itself(settings, empty):
    settings.BEHIND_PROXY = True
    assert address_of(asked(empty)) == "10.0.0.9"
