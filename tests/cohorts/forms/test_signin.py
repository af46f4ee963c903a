"""Both doors count failures and answer known and unknown names alike."""

import pytest
from django.urls import reverse

from cohorts.models import Attempt, Role
from tests.factories import make_cohort, make_staff, make_user

pytestmark = pytest.mark.django_db
DOORS = ["login", "admin:login"]
PASSWORD = "shan-hai-2026"
WAIT = "尝试次数过多，请 15 分钟后再试。"


@pytest.fixture(autouse=True)
def quick(settings):
    """These tests sign in hundreds of times."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def lin():
    user = make_staff(make_cohort(), Role.EDITOR, username="lin")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, door="login", username="lin", password="wrong", **extra):
    return client.post(reverse(door), {"username": username, "password": password}, **extra)


def said(response):
    return [str(error) for error in response.context["form"].non_field_errors()]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("username", ["lin", "nobody"])
def test_ten_failures_shut_the_door_for_a_name_known_or_not(client, lin, door, username):
    answers = [said(sign_in(client, door, username)) for _try in range(11)]
    assert answers[0] == answers[9] != [WAIT]
    assert answers[10] == [WAIT]
    assert said(sign_in(client, door, username, PASSWORD)) == [WAIT]


def test_the_two_doors_count_together(client, lin):
    for door in DOORS * 5:
        sign_in(client, door)
    assert said(sign_in(client, "login", password=PASSWORD)) == [WAIT]


def test_a_known_and_an_unknown_name_are_answered_alike(client, lin):
    unusable, gone = make_user(username="zhou"), make_user(username="bai", is_active=False)
    for user in (unusable, gone):
        user.set_unusable_password()
        user.save()
    names = ("lin", "nobody", "zhou", "bai")
    assert len({tuple(said(sign_in(client, username=username))) for username in names}) == 1


def test_another_name_still_gets_in(client, lin):
    for _try in range(10):
        sign_in(client, username="nobody")
    assert sign_in(client, password=PASSWORD).status_code == 302


def test_success_forgets_the_failures_of_the_account(client, lin):
    for _try in range(9):
        sign_in(client)
    assert sign_in(client, password=PASSWORD).status_code == 302
    assert Attempt.objects.filter(scope="sign-in account").count() == 0
    assert Attempt.objects.filter(scope="sign-in address").count() == 9
    client.post(reverse("logout"))
    assert said(sign_in(client)) != [WAIT]


def test_a_hundred_failures_shut_out_an_address_and_no_other(client, lin):
    for number in range(100):
        sign_in(client, username=f"name{number}")
    assert said(sign_in(client, password=PASSWORD)) == [WAIT]
    assert sign_in(client, password=PASSWORD, REMOTE_ADDR="10.1.1.1").status_code == 302


def test_a_class_that_signs_in_at_once_is_no_attack(client, lin):
    for _one in range(120):
        assert sign_in(client, password=PASSWORD).status_code == 302


def test_an_unfilled_form_is_no_try(client, lin):
    sign_in(client, username="")
    sign_in(client, password="")
    assert Attempt.objects.count() == 0


def test_a_forged_address_does_not_help(client, lin):
    for number in range(100):
        sign_in(client, username=f"name{number}", headers={"X-Forwarded-For": f"10.0.0.{number}"})
    assert said(sign_in(client, password=PASSWORD, headers={"X-Forwarded-For": "10.9.9.9"})) == [WAIT]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("can_mail", "way"), [(True, True), (False, False)])
def test_both_doors_say_what_to_do_without_a_password(client, settings, door, can_mail, way):
    settings.CAN_MAIL = can_mail
    page = client.get(reverse(door)).content.decode()
    assert f'href="{reverse("activate_by_hand")}"' in page
    assert (f'href="{reverse("password_reset")}"' in page) is way
    assert ("请班务重新打印一张激活单" in page) is not way
