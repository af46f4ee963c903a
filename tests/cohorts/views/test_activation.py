"""From a slip of paper into an account."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.models import ActivationSlip, Attempt, Enrollment, User
from tests.factories import make_cohort, make_slip, make_trainee

pytestmark = pytest.mark.django_db
CODE, PASSWORD = "7KQ2-M0X1-4TFB", "yun-zhou-2027"


@pytest.fixture
def slip():
    cohort = make_cohort(name="云州市第8期培训班")
    return make_slip(CODE, cohort=cohort, user=make_trainee(cohort, username="lintinglan"))


def address(code=CODE):
    return reverse("activate", args=[code])


def send(client, password=PASSWORD, again=None, code=CODE, **extra):
    data = {"new_password1": password, "new_password2": again or password}
    return client.post(address(code), data, **extra)


def test_looking_shows_whose_it_is_and_changes_nothing(client, slip):
    for _look in range(3):
        response = client.get(address())
    page = response.content.decode()
    assert [word for word in ("林听澜", "云州市第8期培训班", "lintinglan") if word not in page] == []
    slip.refresh_from_db()
    assert (slip.used_at, Attempt.objects.count(), Session.objects.count()) == (None, 0, 0)


def test_password_managers_find_their_way(client, slip):
    page = client.get(address()).content.decode()
    assert page.count('autocomplete="new-password"') == 2
    assert page.count('autocomplete="username"') == 1
    assert ("maxlength" in page, "onpaste" in page) == (False, False)


@pytest.mark.parametrize("name", ["activate", "activate_by_hand"])
def test_the_code_is_kept_by_no_cache_and_told_to_nobody(client, slip, name):
    response = client.get(reverse(name, args=[CODE] if name == "activate" else []))
    assert "no-store" in response["Cache-Control"]
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("strict-origin", "noindex")


def test_a_password_leads_in(client, slip):
    assert send(client).url == reverse("home")
    slip.refresh_from_db()
    slip.user.refresh_from_db()
    assert (slip.used_at is not None, slip.user.check_password(PASSWORD)) == (True, True)
    assert client.get(reverse("account")).context["user"] == slip.user


def test_sessions_elsewhere_end(client, slip):
    other = Client()
    other.force_login(slip.user)
    User.objects.filter(pk=slip.user.pk).update(last_login=slip.made_at)  # before the slip was made
    assert other.get(reverse("account")).status_code == 200
    send(client)
    assert other.get(reverse("account")).status_code == 302
    assert client.get(reverse("account")).status_code == 200


def test_who_was_locked_out_is_so_no_more(client, slip):
    for _try in range(11):
        client.post(reverse("login"), {"username": "lintinglan", "password": "wrong"})
    send(client)
    client.post(reverse("logout"))
    signed_in = client.post(reverse("login"), {"username": "lintinglan", "password": PASSWORD})
    assert signed_in.status_code == 302


@pytest.mark.parametrize(
    ("password", "again"),
    [("12345678", None), (PASSWORD, "other-2027"), ("lintinglan", None), ("a\0" * 8, None), ("", "")],
)
def test_a_password_that_will_not_do_uses_nothing_up(client, slip, password, again):
    response = send(client, password, again)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert send(client).status_code == 302


def test_a_slip_works_once(client, slip):
    send(client)
    assert [client.get(address()).status_code, send(Client(), "he-qing-2028").status_code] == [404, 404]
    slip.user.refresh_from_db()
    assert slip.user.check_password(PASSWORD)


def useless():
    """Addresses that open nothing: wrong, nonsense, expired, replaced, of somebody who left."""
    now = timezone.now()
    make_slip("EXP1-EXP1-EXP1", expires=now - timedelta(days=1))
    old = make_slip("RPC1-RPC1-RPC1")
    make_slip(user=old.user, cohort=old.cohort)
    left = make_slip("XEFT-XEFT-XEFT")
    Enrollment.objects.filter(person__user=left.user).update(left=now)
    codes = (
        "2222-2222-2222",
        "x",
        "\0",
        "林",
        "9" * 300,
        "EXP1-EXP1-EXP1",
        "RPC1-RPC1-RPC1",
        "XEFT-XEFT-XEFT",
    )
    return [address(code) for code in codes]


def test_what_opens_nothing_is_answered_by_one_page_that_says_what_next(client):
    ways = useless()
    answers = [client.get(way) for way in ways] + [client.post(way) for way in ways]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "请班务重新生成一张" in answers[0].content.decode()


@pytest.mark.parametrize("typed", ["7kq2m0x14tfb", "7kq2-moxl-4tfb", " 7KQ2 M0X1 4TFB"])
def test_an_address_typed_by_hand_is_understood(client, slip, typed):
    assert client.get(f"/a/{typed}/").status_code == 200
    assert client.post(reverse("activate_by_hand"), {"code": typed}).url == address()


@pytest.mark.parametrize("typed", ["", "abc", "\0", "7KQ2-M0X1-4TFU", "9" * 300])
def test_what_can_be_no_code_is_said_at_the_field(client, typed):
    response = client.post(reverse("activate_by_hand"), {"code": typed})
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"code"}


def test_thirty_wrong_codes_are_enough_for_an_address(client, slip):
    for _try in range(30):
        client.get(address("2222-2222-2222"))
    refused = client.get(address())
    assert (refused.status_code, "请 15 分钟后再试" in refused.content.decode()) == (429, True)
    assert send(client).status_code == 429
    assert client.get(address(), REMOTE_ADDR="10.0.0.7").status_code == 200


def test_right_codes_are_no_tries(client, slip):
    for _try in range(40):
        client.get(address())
    assert send(client).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_gets_in():
    slip, crowd = make_slip(CODE), 4
    ready = Barrier(crowd)

    def one(number):
        try:
            client = Client()
            ready.wait(30)
            return send(client, f"yun-zhou-{number}").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(crowd) as pool:
        answers = list(pool.map(one, range(crowd)))
    assert sorted(answers) == [302, 404, 404, 404]
    slip.user.refresh_from_db()
    assert slip.user.check_password(f"yun-zhou-{answers.index(302)}")
    assert ActivationSlip.objects.usable().count() == 0


def test_a_look_costs_the_same_whatever_else_there_is(client, slip, django_assert_num_queries):
    for _more in range(3):
        make_slip()
    with django_assert_num_queries(5):  # old tries go, this one is written, counted, the slip, the try goes
        client.get(address())
