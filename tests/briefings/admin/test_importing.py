"""A text brought in: shown as understood, written only when confirmed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from briefings.admin import importing
from briefings.document import Document, Section
from briefings.imports import Imported
from briefings.models import Issue, Visibility
from cohorts.models import Enrollment, Role
from tests.factories import make_cohort, make_person, make_series, make_staff

pytestmark = pytest.mark.django_db
TEXT = """云州市第8期培训班

山海之间

学员论坛简报

第三期

（2026年3月13日）

【主旨演讲】

从一粒种子说起

云州市光电研究所 林听澜

我们找到了十一粒种子。

报：甲局

送：乙所
"""


@pytest.fixture
def series():
    return make_series(make_cohort(name="云州市第8期培训班"), name="学员论坛简报")


@pytest.fixture
def desk(client, series):
    client.force_login(make_staff(series.cohort))
    return client


def bring(desk, **data):
    return desk.post(reverse("admin:briefings_issue_import"), data)


def place(series):
    return f"{series.pk}-{series.cohort_id}"


def test_nothing_is_written_before_it_is_confirmed(desk, series):
    answer = bring(desk, text=TEXT)
    page = answer.content.decode()
    assert all(text in page for text in ("山海之间", "从一粒种子说起", "林听澜", "甲局"))
    assert answer.context["place"].initial["place"] == place(series)
    assert not Issue.objects.exists()


def test_the_confirmed_text_becomes_a_draft(desk, series):
    person = make_person(name="林听澜")
    Enrollment.objects.create(cohort=series.cohort, person=person)
    answer = bring(desk, text=TEXT, place=place(series), confirmed="1")
    issue = Issue.objects.get()
    assert answer.url == reverse("admin:briefings_issue_compose", args=[issue.pk])
    assert (issue.theme, issue.number, issue.visibility) == ("山海之间", 3, Visibility.COHORT)
    assert issue.document().sections[0].articles[0].bylines[0].person == str(person.pk)
    assert issue.versions.get().occasion == "import"


def test_a_file_is_read_in_whatever_chinese_encoding(desk, series):
    answer = bring(desk, file=SimpleUploadedFile("三.txt", TEXT.encode("gb18030")))
    assert "从一粒种子说起" in answer.content.decode()


def test_what_can_not_be_read_is_said_and_the_page_stays(desk):
    answer = bring(desk, file=SimpleUploadedFile("三.docx", b"PK\x03\x04" + b"\0" * 40))
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Issue.objects.exists()


def test_nothing_sent_asks_for_something(desk):
    assert bring(desk, text=" ").context["form"].errors


def test_a_text_without_a_known_masthead_asks_where_it_belongs(desk, series):
    answer = bring(desk, text=TEXT.replace("第8期", "第9期"))
    assert not answer.context["found"]
    answer = bring(desk, text=TEXT.replace("第8期", "第9期"), confirmed="1", place="")
    assert not Issue.objects.exists()
    assert "从一粒种子说起" in answer.content.decode()


def test_nothing_is_imported_into_a_cohort_one_does_not_edit(desk):
    foreign = make_series()
    bring(desk, text=TEXT, place=place(foreign), confirmed="1")
    assert not Issue.objects.exists()


def test_trainees_of_other_programs_are_not_matched(desk, series):
    stranger = make_person(name="林听澜")
    Enrollment.objects.create(cohort=make_cohort(), person=stranger, organization_name="秘密单位")
    page = bring(desk, text=TEXT).content.decode()
    assert str(stranger.pk) not in page
    bring(desk, text=TEXT, place=place(series), confirmed="1")
    assert Issue.objects.get().document().sections[0].articles[0].bylines[0].person is None


def test_a_line_too_long_for_its_place_is_named_and_nothing_is_written(desk, series, monkeypatch):
    overlong = Imported(Document(sections=(Section("栏" * 61),)))
    monkeypatch.setattr(importing, "read", lambda data, names: overlong)
    answer = bring(desk, text=TEXT, place=place(series), confirmed="1")
    assert answer.context["place"].non_field_errors()
    assert not Issue.objects.exists()


def test_reviewers_do_not_import(client, series):
    client.force_login(make_staff(series.cohort, Role.REVIEWER))
    assert bring(client, text=TEXT, place=place(series), confirmed="1").status_code == 403
    assert not Issue.objects.exists()
