"""The contact book: who reads it, until when, and what each shares in it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Enrollment, PrivateDetails, Role, StudyGroup
from tests.factories import enroll, make_cohort, make_person, make_staff, make_trainee, make_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MOBILE, EMAIL = "13800001234", "lin@yunzhou.example.cn"


@pytest.fixture
def cohort():
    return make_cohort(name="云州市第8期培训班", slug="class-8", contacts_until=timezone.localdate())


def add(cohort, name="林听澜", user=None, **fields):
    person = make_person(name=name, user=user)
    PrivateDetails.objects.create(person=person, mobile=MOBILE, email=EMAIL)
    return Enrollment.objects.create(cohort=cohort, person=person, **fields)


def book(client, cohort, user=None):
    client.force_login(user or make_trainee(cohort))
    return client.get(reverse("contacts", args=[cohort.slug]))


@pytest.mark.parametrize(("mobile", "email"), [(True, True), (True, False), (False, True), (False, False)])
def test_only_what_is_shared_stands_in_it(client, cohort, mobile, email):
    add(cohort, mobile_shared=mobile, email_shared=email)
    page = book(client, cohort).content.decode()
    assert ("林听澜" in page, f"tel:{MOBILE}" in page, f"mailto:{EMAIL}" in page) == (True, mobile, email)
    assert (MOBILE in page, EMAIL in page) == (mobile, email)


def test_who_shares_what_nobody_knows_shares_nothing(client, cohort):
    enroll(cohort, mobile_shared=True, email_shared=True)
    page = book(client, cohort).content.decode()
    assert ("tel:" in page, "mailto:" in page, "None" in page) == (False, False, False)


def test_it_goes_by_groups_and_says_organization_and_title(client, cohort):
    second, first = (StudyGroup.objects.create(cohort=cohort, number=n, name=f"第{n}组") for n in (2, 1))
    add(cohort, "周岚", group=second, organization_name="云州大学", title="院长")
    add(cohort, "白若谷")
    add(cohort, "沈砚", group=first, number=9)
    add(cohort, "苏敬之", group=first, number=3)
    entries = book(client, cohort, make_staff(cohort, Role.ORGANIZER)).context["contacts"]
    assert [entry.person.name for entry in entries] == ["苏敬之", "沈砚", "周岚", "白若谷"]
    page = book(client, cohort).content.decode()
    assert [word for word in ("云州大学", "院长", "第1组", "第2组", "未分组") if word not in page] == []


def test_who_left_is_not_in_it_and_reads_it_no_more(client, cohort):
    left = make_user()
    add(cohort, "沈砚", user=left, left="2026-09-01", mobile_shared=True)
    page = book(client, cohort).content.decode()
    assert ("沈砚" in page, MOBILE in page) == (False, False)
    assert book(client, cohort, left).status_code == 404


def readers(cohort):
    """Accounts by what they are, with the answer each gets."""
    return {
        "trainee": (make_trainee(cohort), 200),
        "organizer": (make_staff(cohort, Role.ORGANIZER), 200),
        "superuser": (make_user(is_superuser=True), 200),
        "editor": (make_staff(cohort, Role.EDITOR), 404),
        "reviewer": (make_staff(cohort, Role.REVIEWER), 404),
        "sister trainee": (make_trainee(make_cohort(program=cohort.program)), 404),
        "organizer of another": (make_staff(make_cohort(), Role.ORGANIZER), 404),
        "stranger": (make_user(), 404),
    }


@pytest.mark.parametrize("when", ["open", "closed"])
def test_who_may_read_it(client, cohort, when):
    if when == "closed":
        cohort.contacts_until -= DAY
        cohort.save()
    wanted, found = {}, {}
    for name, (user, status) in readers(cohort).items():
        wanted[name] = 410 if (when, status) == ("closed", 200) else status
        found[name] = book(client, cohort, user).status_code
    assert found == wanted


def test_signed_out_one_is_led_to_the_sign_in(client, cohort):
    address = reverse("contacts", args=[cohort.slug])
    assert client.get(address).url == f"{reverse('login')}?next={address}"


@pytest.mark.parametrize(
    ("until", "ends", "status"),
    [
        (0, None, 200), (-1, None, 410), (-1, 10, 410), (5, -90, 200),
        (None, -30, 200), (None, -31, 410), (None, 10, 200), (None, None, 410),
    ],
)  # fmt: skip
def test_it_closes_by_itself(client, until, ends, status):
    today = timezone.localdate()
    days = {
        "contacts_until": until if until is None else today + until * DAY,
        "ends": ends if ends is None else today + ends * DAY,
    }
    cohort = make_cohort(**days)
    add(cohort, mobile_shared=True)
    response = book(client, cohort)
    assert (response.status_code, MOBILE in response.content.decode()) == (status, status == 200)


def test_it_is_kept_by_no_cache_and_found_by_no_search(client, cohort):
    response = book(client, cohort)
    assert ("no-store" in response["Cache-Control"], response["X-Robots-Tag"]) == (True, "noindex")


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_however_many(client, cohort, count, django_assert_num_queries):
    for number in range(count):
        group = StudyGroup.objects.create(cohort=cohort, number=number, name=f"第{number}组")
        add(cohort, group=group, mobile_shared=True)
    client.force_login(make_trainee(cohort))
    with django_assert_num_queries(5):  # session, user, roles, cohort, entries
        client.get(reverse("contacts", args=[cohort.slug]))


@pytest.fixture
def place(client, cohort):
    user = make_user()
    client.force_login(user)
    return add(cohort, user=user)


def share(client, cohort, field, shared):
    return client.post(reverse("sharing", args=[cohort.slug]), {"field": field, "shared": shared})


def shared(place):
    place.refresh_from_db()
    return place.mobile_shared, place.email_shared


def test_sharing_is_off_until_one_says_so_and_each_for_itself(client, cohort, place):
    assert shared(place) == (False, False)
    assert share(client, cohort, "mobile", "1").url == reverse("account")
    assert shared(place) == (True, False)
    share(client, cohort, "email", "1")
    share(client, cohort, "mobile", "0")
    assert shared(place) == (False, True)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"field": "mobile"},
        {"field": "birth", "shared": "1"},
        {"field": "mobile", "shared": "x"},
        {"field": "\0", "shared": "\0"},
    ],
)
def test_nothing_else_can_be_shared(client, cohort, place, data):
    assert client.post(reverse("sharing", args=[cohort.slug]), data).status_code == 404
    assert shared(place) == (False, False)


def test_ones_own_place_only_and_only_while_one_is_there(client, cohort, place):
    other = add(make_cohort())
    assert share(client, other.cohort, "mobile", "1").status_code == 404
    classmate = add(cohort, "周岚")
    share(client, cohort, "mobile", "1")
    assert [shared(other), shared(classmate), shared(place)] == [
        (False, False),
        (False, False),
        (True, False),
    ]
    Enrollment.objects.filter(pk=place.pk).update(left="2026-09-01")
    assert share(client, cohort, "email", "1").status_code == 404


def test_ones_page_shows_ones_own_masked_with_the_way_to_the_book(client, cohort, place):
    page = client.get(reverse("account")).content.decode()
    assert [word for word in ("138****1234", "l***@yunzhou.example.cn") if word not in page] == []
    assert (MOBILE in page, EMAIL in page) == (False, False)
    assert f'href="{reverse("contacts", args=[cohort.slug])}"' in page
    assert page.count("向本班公开") == 2
    share(client, cohort, "mobile", "1")
    page = client.get(reverse("account")).content.decode()
    assert (page.count("已向本班公开"), page.count("不再公开")) == (1, 1)
