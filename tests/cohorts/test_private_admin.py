"""A trainee's private details: who finds them, what a page shows, and what is written about looking and changing."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from cohorts.models import CohortRole, Disclosure, Enrollment, PrivateDetails, Role, User
from cohorts.models.private import MOST_AN_HOUR, identity_digest
from cohorts.roster import IdNumber
from tests.factories import enroll, make_cohort, make_person, make_staff

pytestmark = pytest.mark.django_db

MOBILE, EMAIL, NUMBER = "13812345678", "lin@example.cn", "530102198503021232"
HELD = {"gender": "female", "birth": "1985-03", "ethnicity": "白族", "party": "中共党员", "education": "硕士",
        "mobile": MOBILE, "email": EMAIL, "id_number_digest": "d" * 64, "id_number_tail": "432X"}  # fmt: skip


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def place(cohort):
    place = enroll(cohort)
    PrivateDetails.objects.create(person=place.person, **HELD)
    return place


@pytest.fixture
def organizer(client, cohort):
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    return client


def address(place, cohort=None):
    return reverse("admin:cohorts_cohort_private", args=[cohort.pk if cohort else place.cohort_id, place.pk])


def shown(answer):
    return {field.name: now for now, field, _clear in answer.context["rows"]}


def stored(place):
    return PrivateDetails.objects.filter(person=place.person).values(*HELD).get()


MASKED = {"gender": "女", "birth": "1985-03", "ethnicity": "白族", "party": "中共党员", "education": "硕士",
          "mobile": "138****5678", "email": "l***@example.cn", "id_number": "*" * 14 + "432X"}  # fmt: skip


def test_numbers_are_masked(organizer, place):
    answer = organizer.get(address(place))
    assert shown(answer) == MASKED
    page = answer.content.decode()
    assert [MOBILE in page, EMAIL in page, "d" * 64 in page] == [False] * 3
    assert Disclosure.objects.count() == 0


def test_a_reason_shows_them_in_full_once_and_is_on_record(organizer, place):
    answer = organizer.post(address(place), {"reveal": "1", "reason": "联系接站"})
    assert shown(answer) == MASKED | {"mobile": MOBILE, "email": EMAIL}
    assert "no-store" in answer["Cache-Control"]
    assert list(Disclosure.objects.values_list("cohort", "person", "by", "reason")) == [
        (place.cohort_id, place.person_id, User.objects.get().pk, "联系接站")
    ]
    assert shown(organizer.get(address(place))) == MASKED


@pytest.mark.parametrize("reason", ["", "  ", "理" * 201, "理\0由", "打 13812345678"])
def test_without_a_proper_reason_they_stay_masked(organizer, place, reason):
    answer = organizer.post(address(place), {"reveal": "1", "reason": reason})
    assert (shown(answer), set(answer.context["reason"].errors)) == (MASKED, {"reason"})
    assert Disclosure.objects.count() == 0


def test_an_account_sees_so_many_an_hour_and_no_more(organizer, place):
    by = User.objects.get()
    Disclosure.objects.bulk_create(
        Disclosure(cohort=place.cohort, person=place.person, by=by, reason="核对")
        for _n in range(MOST_AN_HOUR)
    )
    answer = organizer.post(address(place), {"reveal": "1", "reason": "核对"})
    assert (answer.status_code, shown(answer)) == (429, MASKED)
    assert str(MOST_AN_HOUR) in answer.context["reason"].errors["reason"][0]
    assert Disclosure.objects.count() == MOST_AN_HOUR
    Disclosure.objects.filter(pk=Disclosure.objects.first().pk).update(at=timezone.now() - timedelta(hours=2))
    answer = organizer.post(address(place), {"reveal": "1", "reason": "核对"})
    assert shown(answer)["mobile"] == MOBILE


def test_another_accounts_disclosures_do_not_count(organizer, place):
    other = make_staff(place.cohort, Role.ORGANIZER)
    Disclosure.objects.bulk_create(
        Disclosure(cohort=place.cohort, person=place.person, by=other, reason="核对")
        for _n in range(MOST_AN_HOUR)
    )
    assert organizer.post(address(place), {"reveal": "1", "reason": "核对"}).status_code == 200


def answers(client, *where):
    sent = {"reveal": "1", "reason": "看看"}
    return [
        client.get(address(*where)).status_code,
        client.post(address(*where), {"gender": "male"}).status_code,
        client.post(address(*where), sent).status_code,
    ]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.SIGNATORY])
def test_other_staff_find_no_such_page(client, cohort, place, role):
    user = make_staff(cohort, role)
    CohortRole.objects.create(user=user, cohort=make_cohort(), role=Role.ORGANIZER)
    client.force_login(user)
    assert answers(client, place) == [404] * 3
    assert (stored(place), Disclosure.objects.count()) == (HELD, 0)


def test_another_cohorts_trainee_is_not_found_through_ones_own(organizer, cohort):
    foreign = enroll(make_cohort())
    PrivateDetails.objects.create(person=foreign.person, **HELD)
    assert answers(organizer, foreign) == [404] * 3
    assert answers(organizer, foreign, cohort) == [404] * 3
    assert (stored(foreign), Disclosure.objects.count()) == (HELD, 0)


def test_keys_that_are_none_are_not_found(organizer, cohort):
    for key in (0, 10**30):
        page = reverse("admin:cohorts_cohort_private", args=[cohort.pk, key])
        assert organizer.get(page).status_code == 404


@pytest.mark.parametrize("right", ["change", "reveal"])
def test_looking_changing_and_revealing_are_rights_of_their_own(organizer, place, right, monkeypatch):
    may = User.has_perm
    monkeypatch.setattr(
        User,
        "has_perm",
        lambda user, permission, obj=None: (
            permission != f"cohorts.{right}_privatedetails" and may(user, permission, obj)
        ),
    )
    expected = {"change": [200, 404, 200], "reveal": [200, 302, 404]}[right]
    assert answers(organizer, place) == expected
    page = organizer.get(address(place)).content.decode()
    assert ['name="mobile"' in page, 'name="reveal"' in page] == [right != "change", right != "reveal"]


def test_blanks_keep_what_is_stored(organizer, place):
    answer = organizer.post(address(place), dict.fromkeys(MASKED, ""))
    assert answer.status_code == 302
    assert stored(place) == HELD
    assert LogEntry.objects.count() == 0


def test_what_is_typed_is_stored_as_rosters_are_read(organizer, place):
    organizer.post(
        address(place),
        {"gender": "male", "birth": "1986年7月", "mobile": "+86 139-0000-1111", "email": " SU@example.cn "},
    )
    assert stored(place) == HELD | {
        "gender": "male", "birth": "1986-07", "mobile": "13900001111", "email": "SU@example.cn"
    }  # fmt: skip


def test_details_begin_with_the_first_thing_typed(organizer, cohort):
    place = enroll(cohort)
    organizer.post(address(place), {"ethnicity": "白族"})
    assert stored(place) == dict.fromkeys(HELD, "") | {"ethnicity": "白族"}


@pytest.mark.parametrize("field", MASKED)
def test_a_tick_clears(organizer, place, field):
    organizer.post(address(place), {f"clear_{field}": "on"})
    gone = ["id_number_digest", "id_number_tail"] if field == "id_number" else [field]
    assert stored(place) == HELD | dict.fromkeys(gone, "")


def test_of_an_identity_number_digest_and_tail_are_kept_and_nothing_is_said(organizer, place):
    answer = organizer.post(address(place), {"id_number": NUMBER}, follow=True)
    assert stored(place) == HELD | {
        "id_number_digest": identity_digest(IdNumber(NUMBER)), "id_number_tail": NUMBER[-4:]
    }  # fmt: skip
    assert NUMBER not in answer.content.decode()
    assert shown(answer)["id_number"] == "*" * 14 + NUMBER[-4:]


WRONG = {
    "gender": ["king"],
    "birth": ["1985-13", "1985.1", "昨天", "2999-01"],
    "party": ["党" * 21],
    "ethnicity": ["族" * 255, "\0"],
    "mobile": ["1" * 21],
    "email": ["lin", "lin@", "@example.cn"],
    "id_number": ["1234", NUMBER[:-1] + "0", "5.3E+17", "X" * 18],
}


@pytest.mark.parametrize(("field", "typed"), [(field, typed) for field in WRONG for typed in WRONG[field]])
def test_what_can_not_be_right_is_said_and_nothing_stored(organizer, place, field, typed):
    answer = organizer.post(address(place), {"education": "博士", field: typed})
    assert set(answer.context["rows"][0][1].form.errors) == {field}
    assert stored(place) == HELD


def test_a_number_that_was_refused_is_not_repeated(organizer, place):
    mistyped = NUMBER[:-1] + "0"
    page = organizer.post(address(place), {"id_number": mistyped}).content.decode()
    assert [mistyped in page, mistyped[:12] in page] == [False, False]


def test_writing_and_clearing_at_once_is_a_question(organizer, place):
    answer = organizer.post(address(place), {"mobile": "13900001111", "clear_mobile": "on"})
    assert set(answer.context["rows"][0][1].form.errors) == {"mobile"}
    assert stored(place) == HELD


def test_a_landline_is_kept_and_asked_to_be_looked_at(organizer, place):
    answer = organizer.post(address(place), {"mobile": "0871-5551234"})
    assert stored(place)["mobile"] == "0871-5551234"
    said = [str(each) for each in get_messages(answer.wsgi_request)]
    assert len(said) == 2
    assert not any("0871" in sentence for sentence in said)


def test_a_change_is_logged_without_its_values(organizer, place):
    organizer.post(
        address(place), {"mobile": "13900001111", "id_number": NUMBER, "email": "su@example.cn"}, follow=True
    )
    entry = LogEntry.objects.get()
    assert entry.object_id == str(place.person_id)
    assert entry.change_message == "个人信息有改动：手机、电子邮箱、身份证号"


def test_columns_that_are_not_asked_for_can_not_be_written(organizer, place):
    other = make_person()
    sent = {"id_number_digest": "e" * 64, "id_number_tail": "9999", "person": other.pk, "remark": "改"}
    organizer.post(address(place), sent)
    assert stored(place) == HELD
    assert PrivateDetails.objects.count() == 1


@pytest.mark.parametrize(("role", "leads"), [(Role.ORGANIZER, True), (Role.EDITOR, False)])
def test_the_roster_leads_there_whom_it_is_open_to(client, cohort, place, role, leads):
    user = make_staff(cohort, role)
    CohortRole.objects.create(user=user, cohort=make_cohort(), role=Role.ORGANIZER)
    client.force_login(user)
    page = client.get(reverse("admin:cohorts_enrollment_change", args=[place.pk])).content.decode()
    assert (address(place) in page, 'name="remark"' in page, "field-remark" in page) == (leads, leads, leads)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_was_seen(organizer, place, count, django_assert_num_queries):
    for _n in range(count):
        Enrollment.objects.create(cohort=make_cohort(), person=place.person)
        Disclosure.record(place, User.objects.get(), "核对")
    organizer.get(address(place))
    with django_assert_num_queries(7):
        organizer.get(address(place))
