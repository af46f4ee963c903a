"""A roster brought in page by page, with forms and links alone; whatever is forged is answered in words."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cohorts.importing.planning import plan_of
from cohorts.models import Enrollment, ImportState, OrganizationAlias, Role, RosterImport, uploads
from cohorts.roster.reader import read
from tests.cohorts.importing.house import MOBILES, SOUND, checked, imported, place, roster
from tests.cohorts.roster.files import xlsx
from tests.factories import make_cohort, make_organization, make_staff

pytestmark = pytest.mark.django_db
TWO = (
    f"1 林听澜 江州局 处长 第一组 班长 {MOBILES[0]} {SOUND}",
    f"2 苏若溪 江州院 研究员 第二组 组长 {MOBILES[1]} -",
)
KEY = "2:名册"


@pytest.fixture
def cohort():
    return make_cohort(starts="2026-09-01")


@pytest.fixture
def desk(cohort, client):
    """The client, signed in as the cohort's organizer."""
    client.force_login(make_staff(cohort, Role.ORGANIZER))
    return client


def address(found, page="review"):
    return reverse(f"admin:cohorts_cohort_import_{page}", args=[found.cohort_id, found.pk])


def upload(client, cohort, data, name):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("admin:cohorts_cohort_import", args=[cohort.pk]), {"file": file})


def form_of(response):
    """What the first form of a page would send, as a browser without JavaScript reads it."""
    page = response.content.decode()
    body = re.search(
        r'<form method="post"(?: action="\?[^"]*")?(?: class="review")?>(.*?)</form>', page, re.S
    )[1]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", body):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if told.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        sent.setdefault(unescape(told["name"]), []).append(unescape(told.get("value", "on")))
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', body, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[unescape(name)] = [unescape(chosen[1]) if chosen else ""]
    return sent


def test_from_the_file_to_the_roster_and_back_with_forms_alone(desk, cohort):
    arrived = upload(desk, cohort, *roster(*TWO))
    columns = desk.get(arrived["Location"])
    looked = desk.post(arrived["Location"], form_of(columns))
    found = RosterImport.objects.get()
    assert (arrived["Location"], looked["Location"]) == (address(found, "columns"), address(found))
    review = desk.get(looked["Location"])
    assert cohort.enrollments.count() == 0
    done = desk.post(address(found), form_of(review) | {"apply": ""})
    assert (done.status_code, done["Location"]) == (302, address(found, "result"))
    assert [one.person.name for one in cohort.enrollments.all()] == ["林听澜", "苏若溪"]
    result = desk.get(done["Location"]).content.decode()
    assert ("林听澜" in result, SOUND in result, MOBILES[0] in result) == (True, False, False)
    desk.post(address(found, "undo"))
    assert (cohort.enrollments.count(), RosterImport.objects.get().state) == (0, ImportState.UNDONE)


def test_a_file_that_is_there_already_offers_nothing_to_write(desk, cohort):
    imported(cohort, *TWO)
    review = desk.get(address(checked(cohort, *TWO))).content.decode()
    assert 'name="apply"' not in review


def test_columns_are_chosen_and_sheets_left_out(desk, cohort):
    rows = [("名", "谁", "哪里", "手机"), ("甲", "林听澜", "江州局", MOBILES[0])]
    upload(
        desk,
        cohort,
        xlsx({"一": rows}, {"二": [("姓名", "单位", "手机"), ("苏若溪", "江州院", MOBILES[1])]}),
        "a.xlsx",
    )
    found = RosterImport.objects.get()
    sent = form_of(desk.get(address(found, "columns")))
    assert sent["sheet1-read"] == ["on"]
    del sent["sheet1-read"]
    sent |= {"sheet0-read": "on", "sheet0-header": "1"}
    moved = desk.post(address(found, "columns"), sent)
    assert moved["Location"] == address(found, "columns")
    sent = form_of(desk.get(address(found, "columns"))) | {
        "sheet0-column0": "", "sheet0-column1": "name", "sheet0-column2": "organization", "sheet0-column3": "mobile",
    }  # fmt: skip
    assert desk.post(address(found, "columns"), sent)["Location"] == address(found)
    (row,) = plan_of(RosterImport.objects.get()).rows
    assert row.row.values == {"name": "林听澜", "organization": "江州局", "mobile": MOBILES[0]}


def test_headings_without_names_or_twice_the_same_are_asked_for_again(desk, cohort):
    upload(desk, cohort, *roster(*TWO))
    found = RosterImport.objects.get()
    sent = form_of(desk.get(address(found, "columns")))
    for wrong in ({"sheet0-column1": ""}, {"sheet0-column2": "name"}, {"sheet0-column2": "password"}, {"sheet0-header": "x"},
                  {"sheet0-header": "9" * 400}, {"sheet0-header": "-1"}, {"sheet0-header": ""}, {"sheet0-column1": "\0"}):  # fmt: skip
        response = desk.post(address(found, "columns"), sent | wrong)
        assert (response.status_code, "errorlist" in response.content.decode()) == (422, True), wrong
    assert desk.post(address(found, "columns"), {}).status_code == 422
    assert desk.post(address(found, "columns"), {"sheet0-read": ""}).status_code == 422
    assert RosterImport.objects.get().choices == {}


@pytest.mark.parametrize("header", [0, 2, 3, 15, 2100])
def test_headings_may_be_said_to_be_anywhere(desk, cohort, header):
    upload(desk, cohort, *roster(*TWO))
    found = RosterImport.objects.get()
    sent = form_of(desk.get(address(found, "columns"))) | {"sheet0-header": str(header)}
    assert desk.post(address(found, "columns"), sent)["Location"] == address(found, "columns")
    again = desk.get(address(found, "columns"))
    assert again.status_code == 200
    assert desk.post(address(found, "columns"), form_of(again)).status_code in (302, 422)
    assert desk.get(address(found)).status_code == 200
    desk.post(address(found, "columns"), form_of(again) | {"sheet0-header": "1"})
    desk.post(address(found, "columns"), form_of(desk.get(address(found, "columns"))))
    assert len(plan_of(RosterImport.objects.get()).rows) == 2


def test_what_is_asked_is_answered_on_the_page(desk, cohort):
    imported(cohort, *TWO)
    meant = make_organization(name="云州市科技馆")
    rows = ["- 林听澜 云州科技馆 - - - - -", "- 苏若溪 滨江大学 - - - - -"]
    found = checked(cohort, *rows)
    faulty = desk.post(address(found), form_of(desk.get(address(found))) | {"apply": ""})
    assert faulty["Location"] == address(found)
    sent = form_of(desk.get(address(found))) | {
        f"who:{KEY}": str(place(cohort, "林听澜").person_id),
        "who:3:名册": "new",
    }
    desk.post(address(found), sent | {"save": ""})
    sent = form_of(desk.get(address(found) + "?show=organizations"))
    assert sorted(name for name in sent if name.startswith("organization:")) == [
        "organization:云州科技馆", "organization:滨江大学",
    ]  # fmt: skip
    desk.post(address(found) + "?show=organizations", sent | {"organization:云州科技馆": str(meant.pk)})
    desk.post(address(found), form_of(desk.get(address(found))) | {"apply": ""})
    assert OrganizationAlias.objects.get().organization == meant
    assert (
        place(cohort, "林听澜").organization,
        cohort.enrollments.filter(person__name="苏若溪").count(),
    ) == (meant, 2)


def test_cells_are_ticked_and_unticked(desk, cohort):
    imported(cohort, *TWO)
    found = checked(cohort, f"1 林听澜 江州局 局长 第三组 - {MOBILES[0]} -")
    sent = form_of(desk.get(address(found)))
    assert sorted(sent["take"]) == [f"{KEY}:group", f"{KEY}:title"]
    desk.post(address(found), sent | {"take": [f"{KEY}:group"]})
    desk.post(address(found), form_of(desk.get(address(found))) | {"apply": ""})
    one = place(cohort, "林听澜")
    assert (one.title, one.group.name) == ("处长", "第三组")


def test_only_blanks_are_filled_on_demand(desk, cohort):
    imported(cohort, *TWO)
    found = checked(cohort, f"1 林听澜 江州局 局长 - - {MOBILES[0]} -")
    desk.post(address(found), form_of(desk.get(address(found))) | {"policy": "fill"})
    assert plan_of(RosterImport.objects.get(pk=found.pk)).counts["skip"] == 1


def test_leaving_is_ticked_and_many_leaving_typed(desk, cohort):
    imported(cohort, *TWO, "3 周明远 - - - - - -")
    found = checked(cohort, TWO[0])
    gone = [str(place(cohort, name).pk) for name in ("苏若溪", "周明远")]
    desk.post(
        address(found) + "?show=missing",
        form_of(desk.get(address(found) + "?show=missing")) | {"leave": gone},
    )
    for sure in ("", "1", "x", "\0", "9" * 400):
        sent = form_of(desk.get(address(found))) | {"apply": "", "sure": sure}
        assert desk.post(address(found), sent)["Location"] == address(found) + "?show=missing"
    assert cohort.enrollments.filter(left=None).count() == 3
    sent = form_of(desk.get(address(found))) | {"apply": "", "sure": " ２ "}
    assert desk.post(address(found), sent)["Location"] == address(found, "result")
    assert [one.person.name for one in cohort.enrollments.filter(left=None)] == ["林听澜"]


def test_what_moved_meanwhile_is_shown_again(desk, cohort):
    imported(cohort, *TWO)
    found = checked(cohort, f"1 林听澜 江州局 局长 - - {MOBILES[0]} -")
    sent = form_of(desk.get(address(found))) | {"apply": ""}
    Enrollment.objects.update(title="科长")
    assert desk.post(address(found), sent)["Location"] == address(found)
    assert place(cohort, "林听澜").title == "科长"


def test_faulty_rows_are_left_out_on_demand_and_can_be_had_again(desk, cohort):
    found = checked(cohort, TWO[0], "2 苏若溪 江州院 - - - 123 3.1E+17")
    sent = form_of(desk.get(address(found)))
    assert desk.post(address(found), sent | {"apply": ""})["Location"] == address(found)
    desk.post(address(found), sent | {"apply": "", "skip_errors": "on"})
    response = desk.get(address(found, "leftover"))
    assert response["Cache-Control"] == "private, no-store" or "no-store" in response["Cache-Control"]
    assert [row.values["name"] for row in read(response.content, "a.xlsx").rows] == ["苏若溪"]
    uploads.discard(RosterImport.objects.get().leftover)
    assert desk.get(address(found, "leftover")).status_code == 404


FORGED = [
    {f"who:{KEY}": "\0"}, {f"who:{KEY}": "9" * 5000}, {f"who:{KEY}": "back:"}, {f"who:{KEY}": "00000000-0000-0000-0000-000000000000"},
    {"who:99:名册": "new"}, {"who:": "x"}, {"organization:江州局": "999999999999999999999"}, {"organization:江州局": "\0"},
    {"organization:没有": "new"}, {"cells": ["\0", "x", f"{KEY}:title", f"{KEY}:password"], "take": ["\0"]},
    {"members": ["0", "\0", "9" * 50], "leave": ["0", "\0", "9" * 50]}, {"policy": "\0"}, {"digest": "\0", "apply": ""},
    {"apply": ""}, {}, {"sure": "\0", "apply": ""},
]  # fmt: skip


@pytest.mark.parametrize(
    "place", ["", "organizations", "missing", "none", "\0", "ignored&page=99999999999999999999", "&page=-1"]
)
def test_what_is_forged_changes_nothing_and_breaks_nothing(desk, cohort, place):
    imported(cohort, "7 顾清和 - - - - - -")
    found = checked(cohort, *TWO)
    for sent in FORGED:
        assert desk.post(address(found), sent, QUERY_STRING=f"show={place}").status_code == 302
        assert desk.get(address(found), QUERY_STRING=f"show={place}").status_code == 200
    assert cohort.enrollments.count() == 1
    made = plan_of(RosterImport.objects.get(pk=found.pk))
    assert (made.counts["create"], made.leaving) == (2, ())


@pytest.mark.parametrize("page", ["columns", "review", "result", "leftover", "cancel", "undo"])
def test_an_import_of_another_cohort_is_not_there(desk, cohort, page):
    other = make_cohort()
    found = checked(other, *TWO)
    for owner in (other, cohort):
        where = reverse(f"admin:cohorts_cohort_import_{page}", args=[owner.pk, found.pk])
        assert [desk.get(where).status_code, desk.post(where).status_code] in (
            [404, 404],
            [405, 404],
            [404, 405],
            [405, 405],
        )
        assert 404 in (desk.get(where).status_code, desk.post(where).status_code)
    assert RosterImport.objects.get().state == ImportState.CHECKED


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.SIGNATORY])
def test_only_organizers_import(client, cohort, role):
    client.force_login(make_staff(cohort, role))
    found = checked(cohort, *TWO)
    assert upload(client, cohort, *roster(*TWO)).status_code == 404
    assert client.post(address(found), {"apply": ""}).status_code == 404
    assert (RosterImport.objects.count(), cohort.enrollments.count()) == (1, 0)


def test_what_is_done_is_not_looked_over_again(desk, cohort):
    done = imported(cohort, *TWO)
    for page in ("columns", "review"):
        for answer in (desk.get(address(done, page)), desk.post(address(done, page), {"apply": ""})):
            assert answer["Location"] == address(done, "result")


def test_a_file_that_is_gone_is_asked_for_again(desk, cohort):
    found = checked(cohort, *TWO)
    uploads.discard(found.file)
    for page in ("columns", "review"):
        response = desk.get(address(found, page), follow=True)
        assert response.redirect_chain == [(reverse("admin:cohorts_cohort_import", args=[cohort.pk]), 302)]
        assert 'class="error"' in response.content.decode()


def test_cancelling_deletes_the_file(desk, cohort):
    found = checked(cohort, *TWO)
    desk.post(address(found, "cancel"))
    assert (uploads.content(found.file), RosterImport.objects.get().state) == (None, ImportState.CANCELLED)
    assert desk.get(address(found, "result")).status_code == 200


def test_private_numbers_are_shown_masked(desk, cohort):
    imported(cohort, *TWO)
    found = checked(cohort, f"1 林听澜 江州局 - - - {MOBILES[5]} {SOUND}")
    pages = "".join(desk.get(address(found, page)).content.decode() for page in ("columns", "review"))
    assert [number in pages for number in (MOBILES[0], MOBILES[5], SOUND, SOUND[:14])] == [False] * 4


def test_two_thousand_rows_are_shown_in_pages_of_less_than_300_kilobytes(desk, cohort):
    headings = "序号 姓名 单位 职务 组别 手机 邮箱 备注 政治面貌 学历 民族 性别"
    tail = "群众 本科 汉族 女"

    def rows(start, title, count=2000):
        return [
            f"{n} 林{chr(0x4E00 + n)} 江州第{n}局 {title} 第{n % 30 + 1}组 138{n:08} a{n}@example.com 备注{title * 5} {tail}"
            for n in range(start, start + count)
        ]

    imported(cohort, *rows(1, "处长"), headings=headings)
    again = [
        row.replace("汉族", "回族").replace("本科", "博士").replace("example", "example2")
        for row in rows(1000, "副局长兼主任", 1900)
    ]
    found = checked(
        cohort,
        *again,
        *(f"备注：{'说' * 20}{n}" for n in range(100)),
        headings=headings,
        name="很长的名字" * 5 + ".csv",
    )
    for tab in ("", "create", "update", "missing", "ignored", "organizations"):
        page = desk.get(address(found), QUERY_STRING=f"show={tab}").content
        assert len(page) < 300_000, tab
        assert 'page=2"' in re.search(r'class="pages">.*?</p>', page.decode(), re.S)[0]
    done = imported(cohort, *again, headings=headings)
    assert len(desk.get(address(done, "result")).content) < 300_000


def test_all_fields_of_a_page_may_be_sent(desk, cohort, settings):
    """Fifty rows with every field changed are less than what a form may send."""
    assert 50 * (2 * 15 + 1) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
