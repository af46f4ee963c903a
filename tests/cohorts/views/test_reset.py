"""A forgotten password is set anew by mail, and nobody learns whose address is known."""

import re
import threading

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from cohorts.models import Attempt, CohortRole, Enrollment, PrivateDetails, Role
from tests.factories import make_cohort, make_person, make_staff, make_trainee, make_user

pytestmark = pytest.mark.django_db
WORK = 9
ASK = "/accounts/reset/"
PAGES = [
    ASK,
    "/accounts/reset/asked/",
    "/accounts/reset/done/",
    "/accounts/reset/MQ/set-password/",
]


@pytest.fixture(autouse=True)
def can_mail(settings):
    settings.CAN_MAIL = True


@pytest.fixture
def lin():
    """A trainee whose address only the organizers wrote down."""
    user = make_trainee(make_cohort(), username="lin")
    PrivateDetails.objects.create(person=user.person, email="Lin@yunzhou.example.cn")
    return user


def ask(client, address="lin@yunzhou.example.cn", **extra):
    response = client.post(ASK, {"email": address}, **extra)
    for thread in threading.enumerate():
        if thread.name == "mail":
            thread.join()
    return response


def recipients():
    return [to for message in mail.outbox for to in message.to]


def link():
    return re.search(r"http://testserver(\S+)", mail.outbox[-1].body)[1]


@pytest.mark.parametrize("page", PAGES)
def test_without_mail_these_pages_are_not_there(client, settings, page):
    settings.CAN_MAIL = False
    assert client.get(page).status_code == 404


def test_the_mail_is_chinese_text_with_a_link(client, lin):
    assert ask(client).url == "/accounts/reset/asked/"
    (message,) = mail.outbox
    assert (message.subject, message.to, message.content_subtype) == (
        "设置新密码",
        ["Lin@yunzhou.example.cn"],
        "plain",
    )
    assert [
        word
        for word in ("林听澜", "lin", "两小时", "http://testserver/accounts/reset/")
        if word not in message.body
    ] == []
    assert not re.search("[<>]|&#", message.body)


def test_the_link_sets_a_password_once(client, lin):
    ask(client)
    form = client.get(link(), follow=True)
    new = {"new_password1": "he-qing-2027", "new_password2": "he-qing-2027"}
    assert client.post(form.request["PATH_INFO"], new).url == "/accounts/reset/done/"
    lin.refresh_from_db()
    assert lin.check_password("he-qing-2027")
    again = client.get(link(), follow=True)
    assert (again.context["validlink"], 'type="password"' in again.content.decode()) == (False, False)


def test_a_link_of_somebody_else_sets_nothing(client, lin):
    ask(client)
    key, other = link().split("/")[3], make_user()
    from django.utils.http import urlsafe_base64_encode

    forged = link().replace(key, urlsafe_base64_encode(str(other.pk).encode()))
    assert not client.get(forged, follow=True).context["validlink"]


def became_an_editor(user):
    CohortRole.objects.create(cohort=make_cohort(), user=user, role=Role.EDITOR)


def came_onto_another_roster(user):
    Enrollment.objects.create(cohort=make_cohort(), person=user.person)


def has_another_address(user):
    PrivateDetails.objects.filter(person=user.person).update(email="lin@qingshan.example.cn")


def was_erased(user):
    PrivateDetails.objects.filter(person=user.person).delete()


@pytest.mark.parametrize(
    "change", [became_an_editor, came_onto_another_roster, has_another_address, was_erased]
)
def test_a_link_ends_when_its_address_no_longer_leads_there(client, lin, change):
    ask(client)
    form = client.get(link(), follow=True)
    assert form.context["validlink"]
    change(lin)
    client.post(form.request["PATH_INFO"], {"new_password1": "he-qing-2027", "new_password2": "he-qing-2027"})
    lin.refresh_from_db()
    assert not lin.check_password("he-qing-2027")


def test_known_and_unknown_addresses_are_answered_alike(client, lin):
    answers = [ask(client), ask(client, "nobody@yunzhou.example.cn")]
    assert len({(answer.status_code, answer.url, answer.content) for answer in answers}) == 1
    assert recipients() == ["Lin@yunzhou.example.cn"]


@pytest.mark.parametrize("address", ["lin@yunzhou.example.cn", "own@example.cn", "nobody@example.cn"])
def test_nor_does_the_work_of_answering_tell(client, lin, address, django_assert_num_queries):
    make_trainee(make_cohort(), email="own@example.cn")
    with django_assert_num_queries(WORK):
        ask(client, address)


def test_ones_own_address_of_the_account_counts_too(client):
    make_staff(make_cohort(), Role.EDITOR, email="bian@yunzhou.example.cn")
    ask(client, "BIAN@yunzhou.example.cn")
    assert recipients() == ["bian@yunzhou.example.cn"]


@pytest.mark.parametrize("role", Role.values)
def test_what_organizers_wrote_down_opens_no_account_with_rights(client, lin, role):
    CohortRole.objects.create(cohort=make_cohort(), user=lin, role=role)
    ask(client)
    assert recipients() == []


def test_nor_that_of_somebody_who_stands_on_another_roster_too(client, lin):
    """Whose organizers could write down their own address, and read there what they may not."""
    Enrollment.objects.create(cohort=make_cohort(), person=lin.person, left="2026-04-01")
    ask(client)
    assert recipients() == []


def test_nor_that_of_a_guest(client):
    PrivateDetails.objects.create(person=make_person(user=make_user()), email="lin@yunzhou.example.cn")
    ask(client)
    assert recipients() == []


def test_nor_that_of_a_superuser_nor_one_that_is_closed(client, lin):
    for became in (
        {"is_superuser": True},
        {"is_superuser": False, "is_active": False, "email": "lin@yunzhou.example.cn"},
    ):
        for name, value in became.items():
            setattr(lin, name, value)
        lin.save()
        ask(client)
    assert recipients() == []


def test_two_people_of_one_address_get_a_mail_each(client, lin):
    other = make_trainee(make_cohort(), username="zhou")
    PrivateDetails.objects.create(person=other.person, email="lin@yunzhou.example.cn")
    ask(client)
    assert sorted(
        name for name in ("lin", "zhou") for message in mail.outbox if f"账号 {name} " in message.body
    ) == [
        "lin",
        "zhou",
    ]


def test_an_address_gets_three_mails_in_a_quarter_of_an_hour(client, lin):
    answers = [ask(client, REMOTE_ADDR=f"10.0.0.{number}") for number in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert answers[3].context["form"].errors == {"email": ["尝试次数过多，请 15 分钟后再试。"]}
    assert len(mail.outbox) == 3


def test_letters_that_databases_take_for_one_another_are_one_address(client):
    spellings = ["lisi@example.cn", "lısi@example.cn", "liſi@example.cn", "LISI@example.cn"]
    assert [ask(client, each).status_code for each in spellings] == [302, 302, 302, 200]


def test_one_asker_is_let_through_thirty_times(client, lin):
    for number in range(30):
        assert ask(client, f"name{number}@yunzhou.example.cn").status_code == 302
    assert (ask(client).status_code, mail.outbox) == (200, [])
    assert ask(client, REMOTE_ADDR="10.0.0.9").status_code == 302


@pytest.mark.parametrize(
    "nonsense", ["", "lin", "a@b\0.cn", "x" * 400 + "@example.cn", "a@b.cn\nBcc: c@d.cn"]
)
def test_nonsense_is_said_at_the_field_and_no_try(client, nonsense):
    assert set(ask(client, nonsense).context["form"].errors) == {"email"}
    assert Attempt.objects.count() == 0


def test_a_server_that_takes_no_mail_is_not_told_to_who_asks(client, lin, monkeypatch, caplog):
    def refuse(self, messages):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert ask(client).status_code == 302
    assert ("could not be sent" in caplog.text, "yunzhou" in caplog.text) == (True, False)


@pytest.mark.parametrize("page", PAGES)
def test_no_cache_keeps_these_pages(client, page):
    assert "no-store" in client.get(page)["Cache-Control"]
