"""The page where a roster is exported: who finds it, what it registers, and who may fetch that for how long."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.admin import exporting as page
from cohorts.models import Role, RosterExport, User
from tests.factories import make_cohort, make_staff, make_trainee

pytestmark = pytest.mark.django_db
CHOSEN = {"kind": "roster", "output": "workbook", "order": "number", "columns": ["number", "name"]}
SIGN_IN = CHOSEN | {"kind": "sign-in", "output": "page", "halves": ["1", "2"]}


def address(cohort):
    return reverse("admin:cohorts_cohort_export", args=[cohort.pk])


def fetch_address(line):
    return reverse("admin:cohorts_cohort_exported", args=[line.cohort_id, line.pk])


@pytest.fixture
def organizer(client, cohort):
    client.user = make_staff(cohort, Role.ORGANIZER, last_name="陈", first_name="静")
    client.force_login(client.user)
    return client


def without_token(answer):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def errors(answer):
    return {
        field: [error.code for error in errors.as_data()]
        for field, errors in answer.context["form"].errors.items()
    }


def registered(client, cohort, **sent):
    answer = client.post(address(cohort), CHOSEN | sent)
    assert answer.status_code == 302, errors(answer)
    line = RosterExport.objects.first()
    assert answer.url == fetch_address(line)
    return line


def test_an_export_is_registered_and_then_fetched_as_a_file(organizer, cohort):
    line = registered(organizer, cohort, purpose="制作座次")
    assert (line.by, line.cohort, line.kind, line.printed) == (organizer.user, cohort, "roster", False)
    assert (line.columns, line.rows, line.unmasked, line.purpose) == (
        ["number", "name"],
        3,
        False,
        "制作座次",
    )
    answer = organizer.get(fetch_address(line))
    assert "attachment" in answer["Content-Disposition"]
    assert f"-{line.pk}.xlsx" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_looking_registers_nothing(organizer, cohort):
    line = registered(organizer, cohort)
    organizer.get(address(cohort), CHOSEN)
    for _time in range(2):
        list(organizer.get(fetch_address(line)))
    assert RosterExport.objects.count() == 1


@pytest.mark.parametrize("age", [timedelta(hours=1, seconds=5), timedelta(days=3)])
def test_an_export_is_over_after_an_hour(organizer, cohort, age):
    line = registered(organizer, cohort)
    RosterExport.objects.update(at=timezone.now() - age)
    answer = organizer.get(fetch_address(line))
    assert answer.status_code == 404
    assert f'href="{address(cohort)}"' in answer.content.decode()


@pytest.mark.parametrize("who", ["another organizer", "superuser"])
def test_an_export_is_for_its_maker_alone(organizer, client, cohort, who):
    line = registered(organizer, cohort)
    other = (
        User.objects.create_superuser("root") if who == "superuser" else make_staff(cohort, Role.ORGANIZER)
    )
    client.force_login(other)
    answer = client.get(fetch_address(line))
    missing = client.get(reverse("admin:cohorts_cohort_exported", args=[cohort.pk, 999_999]))
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert without_token(answer) == without_token(missing)


def test_an_export_stays_in_its_cohort(organizer, cohort):
    line = registered(organizer, cohort)
    other = make_cohort()
    organizer.user.cohort_roles.create(cohort=other, role=Role.ORGANIZER)
    answer = organizer.get(reverse("admin:cohorts_cohort_exported", args=[other.pk, line.pk]))
    assert answer.status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.SIGNATORY])
def test_other_staff_find_nothing_there(client, cohort, role):
    client.force_login(make_staff(cohort, role))
    assert client.get(address(cohort)).status_code == 404
    assert client.post(address(cohort), CHOSEN).status_code == 404
    assert not RosterExport.objects.exists()


def test_organizers_of_another_cohort_and_trainees_find_nothing_there(client, cohort):
    client.force_login(make_staff(make_cohort(), Role.ORGANIZER))
    assert client.post(address(cohort), CHOSEN).status_code == 404
    client.force_login(make_trainee(cohort))
    assert client.post(address(cohort), CHOSEN).url.startswith(reverse("admin:login"))
    assert not RosterExport.objects.exists()


def test_who_loses_the_right_loses_the_export(organizer, cohort):
    line = registered(organizer, cohort)
    organizer.user.cohort_roles.update(role=Role.EDITOR)
    assert organizer.get(fetch_address(line)).status_code == 404


@pytest.mark.parametrize(
    "sent",
    [{"private_columns": ["birth"]}, {"kind": "contacts"}, {"purpose": "  ", "private_columns": ["mobile"]}],
)
def test_private_details_need_a_purpose(organizer, cohort, sent):
    answer = organizer.post(address(cohort), CHOSEN | sent)
    assert errors(answer) == {"purpose": ["no_purpose"]}
    assert not RosterExport.objects.exists()


def test_whole_numbers_are_given_and_registered_where_they_are_asked_for(organizer, cohort):
    sent = {"kind": "contacts", "output": "page", "purpose": "印发通讯录"}
    masked = organizer.get(fetch_address(registered(organizer, cohort, **sent))).content.decode()
    line = registered(organizer, cohort, **sent, unmasked="on")
    whole = organizer.get(fetch_address(line)).content.decode()
    assert ("138****5678" in masked, "13800005678" in masked) == (True, False)
    assert ("138****5678" in whole, "13800005678" in whole) == (False, True)
    assert line.unmasked


def test_who_may_not_reveal_gets_no_whole_numbers_whatever_is_sent(organizer, cohort, monkeypatch):
    unmasked = registered(organizer, cohort, kind="contacts", purpose="印发", unmasked="on")
    monkeypatch.setattr(page, "_may_reveal", lambda user, cohort: False)
    assert "unmasked" not in organizer.get(address(cohort)).context["form"].fields
    assert registered(organizer, cohort, kind="contacts", purpose="印发", unmasked="on").unmasked is False
    assert organizer.get(fetch_address(unmasked)).status_code == 404


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"kind": "shoes"}, {"kind"}),
        ({"kind": ""}, {"kind"}),
        ({"columns": []}, {"columns"}),
        ({"columns": ["mobile"]}, {"columns"}),
        ({"columns": ["id_number_digest"]}, {"columns"}),
        ({"order": "shoe-size"}, {"order"}),
        ({"group": "99"}, {"group"}),
        ({"group": "9" * 40}, {"group"}),
        ({"group": "\0"}, {"group"}),
        ({"purpose": "\0"}, {"purpose"}),
        ({"purpose": "长" * 201}, {"purpose"}),
        ({"purpose": "寄给 13800005678"}, {"purpose"}),  # others read the register
        (SIGN_IN | {"first_day": "tomorrow"}, {"first_day"}),
        (SIGN_IN | {"first_day": "2026-11-24", "last_day": "2026-11-23"}, {"last_day"}),
        (SIGN_IN | {"first_day": "0001-01-01", "last_day": "9999-12-31"}, {"last_day"}),
        (SIGN_IN | {"last_day": "2026-11-24"}, {"last_day"}),
        (SIGN_IN | {"first_day": "2026-11-24", "halves": []}, {"halves"}),
        (SIGN_IN | {"first_day": "2026-11-24", "halves": ["4"]}, {"halves"}),
    ],
)
def test_nonsense_is_answered_in_words_and_registers_nothing(organizer, cohort, sent, wrong):
    answer = organizer.post(address(cohort), CHOSEN | sent)
    assert (answer.status_code, set(errors(answer)) & wrong) == (200, wrong)
    assert not RosterExport.objects.exists()


def test_an_empty_post_is_answered_in_words(organizer, cohort):
    assert set(errors(organizer.post(address(cohort), {}))) >= {"kind", "output", "order"}


def test_a_group_of_another_cohort_is_none_to_choose(organizer, cohort):
    make_cohort().groups.create(number=7, name="第七组")
    assert set(errors(organizer.post(address(cohort), CHOSEN | {"group": "7"}))) == {"group"}


@pytest.mark.parametrize("lines", [1, 4])
def test_the_register_says_who_when_what_and_why(organizer, cohort, lines, django_assert_max_num_queries):
    for _line in range(lines):
        line = registered(organizer, cohort, private_columns=["birth"], purpose="核对生日")
    RosterExport.objects.create(cohort=cohort, columns=["name"], rows=3)
    RosterExport.objects.create(cohort=make_cohort(), columns=["name"], rows=3, purpose="别班的")
    with django_assert_max_num_queries(11):
        text = organizer.get(address(cohort)).content.decode()
    assert text.count("<td>" + str(line.pk)) == 1
    assert [text.count(words) for words in ("核对生日", "序号、姓名、出生年月", "陈静</td>")] == [lines] * 3
    assert "系统命令" in text
    assert "别班的" not in text
    assert text.count("再次取用</a>") == lines
