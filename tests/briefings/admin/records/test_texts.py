"""The stock pages of a forum's rows: nothing typed is lost, nothing is saved over unseen."""

import pytest
from django.urls import reverse

from briefings.models import Comment, Quote, Session, Speaker, Talk
from cohorts.models import Role
from tests.briefings.admin.records.posting import add, of_talk, page, row_of, speakers
from tests.factories import (
    make_cohort,
    make_quote,
    make_session,
    make_speaker,
    make_staff,
    make_talk,
)

pytestmark = pytest.mark.django_db


def test_a_saved_talk_leads_back_to_the_forum(desk, talk, forum):
    answer = desk.post(page(talk), of_talk(talk, title="新题", subtitle="——副题", html="<p>一</p>\n二"))
    assert answer.url == reverse("admin:briefings_forum_run", args=[forum.pk])
    talk.refresh_from_db()
    assert (talk.title, talk.subtitle, talk.html, talk.revision) == ("新题", "副题", "<p>一</p><p>二</p>", 1)


def test_one_may_save_and_go_on(desk, talk):
    answer = desk.post(page(talk), of_talk(talk, title="新题", _continue="1"))
    assert answer.url == page(talk)


def test_a_popup_closes_with_what_was_saved(desk, talk):
    answer = desk.post(page(talk) + "?_popup=1", of_talk(talk, title="新题", _popup="1"))
    assert answer.template_name[-1] == "admin/popup_response.html"
    assert Talk.objects.get().title == "新题"


def test_a_new_record_stands_last_in_its_session(desk, talk):
    make_talk(talk.session, position=7)
    fields = {"session": talk.session_id, "title": "后来的", "subtitle": "", "html": "一行"}
    desk.post(add(Talk), fields | speakers({"name": "甲"}))
    new = Talk.objects.get(title="后来的")
    assert (new.position, new.html, str(new.speakers.get())) == (8, "<p>一行</p>", "甲")


def test_the_slower_of_two_editors_keeps_their_text(desk, talk):
    desk.post(page(talk), of_talk(talk, {"name": "对方加的人"}, title="对方的题", html="<p>对方的话</p>"))
    answer = desk.post(page(talk), of_talk(talk, title="我的题", html="<p>我的话</p>"))
    talk.refresh_from_db()
    assert answer.status_code == 409
    assert (talk.title, talk.html, talk.revision) == ("对方的题", "<p>对方的话</p>", 1)
    assert answer.context["pairs"] == [
        ("题目", "对方的题", "我的题"),
        ("正文", "对方的话", "我的话"),
        (Speaker._meta.verbose_name_plural, "对方加的人", ""),
    ]
    form = answer.context["adminform"].form
    assert (form["title"].value(), form["html"].value()) == ("我的题", "<p>我的话</p>")
    assert "王编辑" in answer.content.decode()
    assert '<input type="hidden" name="revision" value="1" id="id_revision">' in answer.content.decode()


def test_after_a_conflict_mine_can_be_saved_over_theirs(desk, talk):
    desk.post(page(talk), of_talk(talk, title="对方的题"))
    answer = desk.post(page(talk), of_talk(talk, title="我的题", revision=1))
    talk.refresh_from_db()
    assert (answer.status_code, talk.title, talk.revision) == (302, "我的题", 2)


def test_a_form_without_its_revision_is_a_conflict(desk, talk):
    assert desk.post(page(talk), of_talk(talk, title="我的题", revision="")).status_code == 409
    assert Talk.objects.get().title == "旧题"


def test_a_speaker_deleted_meanwhile_is_still_in_the_form(desk, talk):
    kept, gone = make_speaker(talk, name="甲"), make_speaker(talk, name="乙")
    mine = of_talk(talk, row_of(gone, title="院士"), row_of(kept), {"name": "丙"}, had=2)
    desk.post(page(talk), of_talk(talk, row_of(kept), row_of(gone, DELETE="on"), had=2))
    answer = desk.post(page(talk), mine)
    assert answer.status_code == 409
    formset = answer.context["inline_admin_formsets"][0].formset
    assert [form["name"].value() for form in formset.forms] == ["甲", "乙", "丙"]
    again = {field.html_name: field.value() for form in formset.forms for field in form}
    again |= {field.html_name: field.value() for field in formset.management_form}
    again = {name: "" if value is None else value for name, value in again.items()}
    assert desk.post(page(talk), mine | again | {"revision": 1}).status_code == 302
    assert [(row.name, row.title) for row in talk.speakers.order_by("pk")] == [
        ("甲", ""),
        ("乙", "院士"),
        ("丙", ""),
    ]


def test_a_text_sent_for_a_deleted_talk_is_shown_back(desk, talk):
    address, data = page(talk), of_talk(talk, title="我的题", html="<p>我的话</p>")
    talk.delete()
    answer = desk.post(address, data)
    assert answer.status_code == 409
    assert answer.context["typed"] == "题目\n我的题\n\n正文\n我的话"
    assert desk.get(address).url == reverse("admin:index")


def test_a_text_that_takes_seconds_to_clean_is_refused(desk, talk):
    answer = desk.post(page(talk), of_talk(talk, html="字" * 300_001))
    assert list(answer.context["adminform"].form.errors) == ["html"]
    assert Talk.objects.get().html == "<p>旧话</p>"


@pytest.mark.parametrize("what", [Session, Talk, Comment])
def test_only_a_page_with_the_editor_loosens_its_policy(desk, what):
    assert "unsafe-inline" in desk.get(add(what))["Content-Security-Policy"]
    assert "unsafe" not in desk.get(add(Quote))["Content-Security-Policy"]


def test_a_reviewer_looks_and_changes_nothing(client, talk, forum):
    client.force_login(make_staff(forum.cohort, Role.REVIEWER))
    answer = client.get(page(talk))
    assert "<p>旧话</p>" in answer.content.decode()
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert client.post(page(talk), of_talk(talk, title="改")).status_code == 403
    assert Talk.objects.get().title == "旧题"


def test_what_belongs_to_another_cohort_does_not_exist(desk):
    for row in (foreign := make_talk(), make_session(), make_speaker(foreign), make_quote(foreign.session)):
        assert desk.get(page(row)).url == reverse("admin:index")
        assert desk.post(page(row), {"title": "改", "name": "改", "heading": "改"}).status_code == 409
        row.refresh_from_db()
        assert "改" not in str(row)


def test_an_editor_here_who_reviews_there_changes_nobody_there(client, talk, forum):
    user = make_staff(make_cohort())
    user.cohort_roles.create(cohort=forum.cohort, role=Role.REVIEWER)
    client.force_login(user)
    speaker = make_speaker(talk, name="甲")
    inline = client.get(page(talk)).context["inline_admin_formsets"][0]
    assert (inline.has_add_permission, inline.has_change_permission) == (False, False)
    assert client.post(page(talk), of_talk(talk, row_of(speaker, name="改"), had=1)).status_code == 403
    assert Speaker.objects.get().name == "甲"
    assert client.post(add(Talk), of_talk(talk, title="新")).status_code == 200
    assert Talk.objects.count() == 1
