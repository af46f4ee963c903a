"""Signing in and out, one's own page, and what is said when something fails."""

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Enrollment, Role, StudyGroup
from tests.factories import make_cohort, make_person, make_staff, make_trainee, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture
def member(db):
    user = make_user(username="lin")
    user.set_password("shan-hai-2026")
    user.save()
    return user


def sign_in(client, **data):
    return client.post(LOGIN, {"username": "lin", "password": "shan-hai-2026"} | data)


def test_signing_in_leads_on_to_the_page_asked_for(client, member):
    assert (
        f'name="next" value="{reverse("archive")}"'
        in client.get(LOGIN, {"next": reverse("archive")}).content.decode()
    )
    assert sign_in(client, next="/issues/x-1/").url == "/issues/x-1/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(client, member, elsewhere):
    assert sign_in(client, next=elsewhere).url == "/"
    assert elsewhere not in client.get(LOGIN, {"next": elsewhere}).content.decode()


def test_a_wrong_password_is_said_in_chinese_and_keeps_the_way_on(client, member):
    response = sign_in(client, password="wrong", next="/issues/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "请输入一个正确的用户名和密码" in html
    assert 'role="alert"' in html
    assert 'name="next" value="/issues/"' in html


def test_the_site_has_its_name_on_the_sign_in_page(client, settings):
    assert f"· {settings.SITE_NAME}</title>" in client.get(LOGIN).content.decode()


def test_signing_out_takes_a_post(client, member):
    client.force_login(member)
    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout")).url == "/"
    assert client.get(reverse("account")).status_code == 302


def test_a_password_can_be_changed(client, member):
    client.force_login(member)
    new = {"old_password": "shan-hai-2026", "new_password1": "he-qing-2027", "new_password2": "he-qing-2027"}
    response = client.post(reverse("password_change"), new, follow=True)
    assert response.redirect_chain == [(reverse("password_change_done"), 302)]
    member.refresh_from_db()
    assert member.check_password("he-qing-2027")


def test_ones_page_names_cohort_and_group(client):
    cohort = make_cohort(name="云州市第8期培训班")
    user = make_user()
    group = StudyGroup.objects.create(cohort=cohort, number=2, name="第二组")
    Enrollment.objects.create(cohort=cohort, person=make_person(user=user, name="沈砚"), group=group)
    client.force_login(user)
    html = client.get(reverse("account")).content.decode()
    assert [word for word in ("沈砚", "云州市第8期培训班", "第二组") if word not in html] == []
    assert reverse("admin:index") not in html


def test_staff_find_the_way_to_the_office(client):
    client.force_login(make_staff(make_cohort(), Role.REVIEWER))
    assert reverse("admin:index") in client.get(reverse("account")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_ones_page_costs_five_queries(client, django_assert_num_queries, count):
    user = make_trainee(make_cohort())
    for _more in range(count - 1):
        Enrollment.objects.create(cohort=make_cohort(), person=user.person)
    client.force_login(user)
    with django_assert_num_queries(5):  # session, user, person, places, roles
        client.get(reverse("account"))


def test_a_private_page_is_not_kept_by_caches(client):
    client.force_login(make_user())
    assert "no-store" in client.get(reverse("account"))["Cache-Control"]


def test_an_unknown_address_is_answered_in_the_look_with_a_way_on(client):
    response = client.get("/no/such/page/")
    html = response.content.decode()
    assert response.status_code == 404
    assert [
        way for way in ('class="notice"', 'href="/"', f'href="{reverse("archive")}"') if way not in html
    ] == []
    assert response["Cache-Control"] == "private, no-store"


def test_an_error_of_ours_is_answered_in_the_look(client, monkeypatch):
    monkeypatch.setattr("trainingsite.views.front_page", lambda request: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert 'class="notice"' in response.content.decode()


def test_a_form_without_its_token_is_answered_in_the_look(member):
    response = sign_in(Client(enforce_csrf_checks=True))
    assert response.status_code == 403
    assert 'class="notice"' in response.content.decode()


def test_an_unreadable_request_is_answered_in_the_look(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert 'class="notice"' in response.content.decode()


@pytest.mark.parametrize("name", ["account", "login", "password_change", "password_change_done"])
def test_no_cache_keeps_a_page_of_ones_own(client, member, name):
    client.force_login(member)
    assert {"private", "no-store"} <= set(client.get(reverse(name))["Cache-Control"].split(", "))
