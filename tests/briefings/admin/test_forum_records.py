"""The stock pages of a forum's rows: nothing typed is lost, nothing leaves its forum, nothing is billed wrongly."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError
from django.urls import reverse

from briefings.models import Comment, Quote, Session, Speaker, Talk
from cohorts.models import Enrollment, Role
from tests.factories import (
    make_cohort,
    make_comment,
    make_forum,
    make_person,
    make_quote,
    make_session,
    make_speaker,
    make_staff,
    make_talk,
    make_user,
)

pytestmark = pytest.mark.django_db

ONCE = str(next(each.violation_error_message for each in Speaker._meta.constraints if "once" in each.name))


@pytest.fixture
def forum():
    return make_forum()


@pytest.fixture
def talk(forum):
    return make_talk(make_session(forum), title="旧题", html="<p>旧话</p>")


@pytest.fixture
def editor(forum):
    return make_staff(forum.cohort, last_name="王", first_name="编辑")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def page(row, what="change"):
    return reverse(f"admin:briefings_{row._meta.model_name}_{what}", args=[row.pk])


def add(model):
    return reverse(f"admin:briefings_{model._meta.model_name}_add")


def speakers(*rows, had=0):
    """What the table of people posts."""
    data = {"speakers-TOTAL_FORMS": len(rows), "speakers-INITIAL_FORMS": had}
    blank = {"person": "", "name": "", "organization": "", "title": "", "speaking_order": 0}
    return data | {
        f"speakers-{n}-{name}": value
        for n, given in enumerate(rows)
        for name, value in (blank | given).items()
    }


def row_of(speaker, **fields):
    names = ("name", "organization", "title", "speaking_order")
    return {
        "id": speaker.pk,
        "talk": speaker.talk_id,
        "person": str(speaker.person_id or ""),
        **{name: getattr(speaker, name) for name in names},
    } | fields


def of_talk(talk, *rows, had=0, **fields):
    names = ("title", "subtitle", "html", "revision")
    values = {name: getattr(talk, name) for name in names}
    return values | {"session": talk.session_id} | speakers(*rows, had=had) | fields


def errors(response):
    form = response.context["adminform"].form
    formsets = [each.formset for each in response.context["inline_admin_formsets"]]
    found = [str(error) for errors in form.errors.values() for error in errors]
    for formset in formsets:
        found += [str(error) for error in formset.non_form_errors()]
        found += [str(error) for row in formset.errors for errors in row.values() for error in errors]
    return found


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Texts and the guard


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


# Places


def test_a_talk_moves_within_its_forum_and_to_no_other(desk, talk, editor):
    here, there = make_session(talk.forum), make_session(make_forum(talk.forum.cohort))
    make_talk(here, position=4)
    answer = desk.post(page(talk), of_talk(talk, session=there.pk))
    assert list(answer.context["adminform"].form.errors) == ["session"]
    assert desk.post(page(talk), of_talk(talk, session=here.pk)).status_code == 302
    talk.refresh_from_db()
    assert (talk.session, talk.position) == (here, 5)


def test_a_talk_is_offered_the_sessions_of_its_forum(desk, talk):
    make_session(make_forum(talk.forum.cohort))
    other = make_session(talk.forum)
    offered = lambda address: [  # noqa: E731
        key for key, _ in desk.get(address).context["adminform"].form.fields["session"].choices
    ]
    assert offered(page(talk)) == ["", talk.session_id, other.pk]
    assert offered(f"{add(Talk)}?session={talk.session_id}") == ["", talk.session_id, other.pk]
    assert offered(f"{add(Talk)}?session=9²") == offered(add(Talk))


def test_no_session_of_another_cohort_can_be_chosen(desk, talk):
    foreign = make_session()
    answer = desk.post(add(Talk), of_talk(talk, session=foreign.pk))
    assert list(answer.context["adminform"].form.errors) == ["session"]
    answer = desk.post(add(Session), {"forum": foreign.forum_id, "kind": "other"} | speakers())
    assert list(answer.context["adminform"].form.errors) == ["forum"]


def test_a_session_stays_at_its_forum(desk, forum):
    session, other = make_session(forum), make_forum(forum.cohort)
    data = {"forum": other.pk, "kind": "lecture", "revision": 0, "heading": "", "topic": "", "html": ""}
    assert desk.post(page(session), data | speakers()).status_code == 302
    session.refresh_from_db()
    assert (session.forum, session.kind) == (forum, "lecture")


def test_a_comment_is_about_a_talk_of_its_forum(desk, talk):
    comment, foreign = make_comment(talk.session), make_talk(make_session(make_forum(talk.forum.cohort)))
    data = {"session": talk.session_id, "kind": "review", "name": "周岚", "html": "", "revision": 0}
    answer = desk.post(page(comment), data | {"talk": foreign.pk})
    assert list(answer.context["adminform"].form.errors) == ["talk"]
    assert desk.post(page(comment), data | {"talk": talk.pk}).status_code == 302
    assert Comment.objects.get().talk == talk


# People


def enrolled(cohort, name="周慕白", **post):
    person = make_person(name=name)
    Enrollment.objects.create(
        cohort=cohort, person=person, **{"organization_name": "光电所", "title": "所长"} | post
    )
    return person


def test_a_person_picked_is_billed_as_that_day(desk, talk, forum):
    person = enrolled(forum.cohort)
    assert desk.post(page(talk), of_talk(talk, {"person": person.pk})).status_code == 302
    assert Speaker.objects.values_list("person", "name", "organization", "title", "role", "forum").get() == (
        person.pk, "周慕白", "光电所", "所长", "speaker", forum.pk,
    )  # fmt: skip


def test_a_new_talk_bills_its_speaker(desk, talk, forum):
    desk.post(add(Talk), of_talk(talk, {"person": enrolled(forum.cohort).pk}, title="新"))
    assert str(Speaker.objects.get().byline()) == str(Speaker.objects.get(talk__title="新").byline())
    assert (Speaker.objects.get().organization, Speaker.objects.get().talk.title) == ("光电所", "新")


@pytest.mark.parametrize(
    "case",
    [
        ({"name": "小周", "organization": "", "title": ""}, {"name": ""}, ("周慕白", "光电所", "所长")),
        ({"name": "小周", "organization": "写的所", "title": ""}, {}, ("小周", "写的所", "")),
        ({"name": "周慕白", "organization": "", "title": ""}, {}, ("周慕白", "光电所", "所长")),
        ({"name": "周慕白", "organization": "", "title": ""}, {"title": "写的"}, ("周慕白", "", "写的")),
    ],
)
def test_a_person_picked_later_fills_what_nobody_typed(desk, talk, forum, case):
    before, sent, after = case
    speaker = make_speaker(talk, **before)
    row = row_of(speaker, person=enrolled(forum.cohort).pk, **sent)
    assert desk.post(page(talk), of_talk(talk, row, had=1)).status_code == 302
    assert Speaker.objects.values_list("name", "organization", "title").get() == after


def test_another_person_picked_is_billed_instead(desk, talk, forum):
    speaker = make_speaker(talk, person=enrolled(forum.cohort, "甲"), name="", organization="", title="")
    other = enrolled(forum.cohort, "乙", organization_name="水文所", title="主任")
    desk.post(page(talk), of_talk(talk, row_of(speaker, person=other.pk), had=1))
    assert Speaker.objects.values_list("name", "organization", "title").get() == ("乙", "水文所", "主任")


def test_nobody_is_billed_twice_at_a_talk(desk, talk, forum):
    person = enrolled(forum.cohort)
    for address, data in (
        (page(talk), of_talk(talk, {"person": person.pk}, {"person": person.pk})),
        (add(Talk), of_talk(talk, {"person": person.pk}, {"person": person.pk}, title="新")),
    ):
        assert errors(desk.post(address, data)) == [ONCE]
    speaker = make_speaker(talk, person=person)
    assert (
        len(errors(desk.post(page(talk), of_talk(talk, row_of(speaker), {"person": person.pk}, had=1)))) == 1
    )
    assert Speaker.objects.get() == speaker


def test_a_row_without_anybody_is_a_form_error(desk, talk):
    assert len(errors(desk.post(page(talk), of_talk(talk, {"title": "院士"})))) >= 1
    assert not Speaker.objects.exists()


def test_a_person_of_another_program_can_not_be_picked(desk, talk):
    stranger = enrolled(make_cohort())
    assert len(errors(desk.post(page(talk), of_talk(talk, {"person": stranger.pk, "name": "甲"})))) == 1
    assert not Speaker.objects.exists()


def test_a_session_has_moderators_and_panelists_and_nobody_else(desk, forum):
    session, person = make_session(forum, kind="round_table"), enrolled(forum.cohort)
    data = {"kind": "round_table", "heading": "圆桌", "topic": "", "html": "", "revision": 0}
    assert len(errors(desk.post(page(session), data | speakers({"name": "甲", "role": "guest"})))) == 1
    rows = [{"person": person.pk, "role": role} for role in ("moderator", "panelist", "panelist")]
    assert errors(desk.post(page(session), data | speakers(*rows))) == [ONCE]
    assert desk.post(page(session), data | speakers(*rows[:2])).status_code == 302
    assert sorted(session.speakers.values_list("role", flat=True)) == ["moderator", "panelist"]
    new = {"forum": forum.pk, "kind": "round_table", "heading": "", "topic": "", "html": ""}
    assert desk.post(add(Session), new | speakers(*rows[:2])).status_code == 302
    assert Session.objects.latest("pk").speakers.count() == 2


def test_an_empty_table_of_people_is_no_error(desk, forum):
    data = {"forum": forum.pk, "kind": "other", "heading": "", "topic": "", "html": ""}
    empty = {"role": "moderator"}
    assert desk.post(add(Session), data | speakers(empty)).status_code == 302
    assert not Speaker.objects.exists()


def test_a_speaker_is_mended_where_they_are_billed(desk, talk, forum):
    person, first = enrolled(forum.cohort), make_speaker(talk, name="甲")
    make_speaker(talk, person=person)
    data = {"person": person.pk, "name": "甲", "organization": "", "title": "", "speaking_order": 0}
    data |= {"revision": 0}
    assert errors(desk.post(page(first), data)) == [ONCE]
    data |= {"person": "", "title": "院士", "role": "guest", "talk": ""}
    assert desk.post(page(first), data).url == reverse("admin:briefings_forum_run", args=[forum.pk])
    first.refresh_from_db()
    assert (first.title, first.role, first.talk) == ("院士", "speaker", talk)
    assert desk.get(add(Speaker)).status_code == 403


def test_a_speaker_and_their_place_are_never_saved_over_each_other_unseen(desk, talk):
    speaker = make_speaker(talk, name="甲")
    own = {
        "person": "",
        "name": "甲",
        "organization": "",
        "title": "院士",
        "speaking_order": 0,
        "revision": 0,
    }
    with_talk = of_talk(talk, row_of(speaker, title="院长"), had=1)
    assert desk.post(page(speaker), own).status_code == 302
    assert desk.post(page(talk), with_talk).status_code == 409
    assert desk.post(page(talk), with_talk | {"revision": 1}).status_code == 302
    assert desk.post(page(speaker), own | {"revision": 1}).status_code == 409
    speaker.refresh_from_db()
    assert speaker.title == "院长"


def test_what_is_gone_when_it_is_written_is_said_in_the_form(desk, talk, forum, monkeypatch):
    person, save = enrolled(forum.cohort), Speaker.save

    def too_late(speaker, *args, **kwargs):
        """As on PostgreSQL, where a person merged meanwhile is missed at the commit."""
        monkeypatch.setattr(Speaker, "save", save)
        raise IntegrityError

    monkeypatch.setattr(Speaker, "save", too_late)
    answer = desk.post(page(talk), of_talk(talk, {"person": str(person.pk)}, {"name": ""}))
    assert answer.status_code == 302
    assert len(said(answer)) == 1
    assert Speaker.objects.get().person == person


@pytest.mark.parametrize("prefix", ["TOTAL", "INITIAL"])
def test_a_forged_number_of_rows_makes_no_long_page(desk, talk, prefix):
    answer = desk.post(page(talk), of_talk(talk, title="") | {f"speakers-{prefix}_FORMS": 10**9})
    [table] = answer.context["inline_admin_formsets"]
    assert len(table.formset.forms) <= 300


@pytest.mark.parametrize("session", ["9" * 5000, "\0", "x", ""])
def test_a_record_of_no_session_is_asked_for_one(desk, session):
    assert desk.get(add(Talk), {"session": session}).status_code == 200
    assert desk.post(add(Talk), {"session": session, "title": "题"} | speakers()).status_code == 200


def test_a_speaker_can_go_and_a_talk_with_its_speakers(desk, talk):
    make_speaker(talk, name="甲")
    assert desk.post(page(make_speaker(talk, name="乙"), "delete"), {"post": "yes"}).status_code == 302
    assert desk.post(page(talk, "delete"), {"post": "yes"}).status_code == 302
    assert (Talk.objects.count(), Speaker.objects.count()) == (0, 0)


# Quotes


def of_quote(quote, **fields):
    kept = {"session": quote.session_id, "person": "", "name": quote.name, "text": quote.text}
    return kept | {"revision": quote.revision} | fields


def test_a_quote_somebody_else_saved_meanwhile_is_not_overwritten(desk, talk):
    quote = make_quote(talk.session)
    sent = of_quote(quote, text="我的。")
    Quote.objects.update(text="别人的。", revision=1)
    answer = desk.post(page(quote), sent)
    assert (answer.status_code, Quote.objects.get().text) == (409, "别人的。")
    assert {"我的。", "别人的。"} <= set(re.findall("我的。|别人的。", answer.content.decode()))


def test_quotes_are_approved_by_somebody_of_their_cohort(desk, editor, talk):
    user_of_both = editor
    other = make_quote(make_session())
    user_of_both.cohort_roles.create(cohort=other.forum.cohort, role=Role.REVIEWER)
    mine = make_quote(talk.session)
    data = {"action": "approve", "_selected_action": [mine.pk, other.pk]}
    desk.post(reverse("admin:briefings_quote_changelist"), data)
    assert list(Quote.objects.order_by("pk").values_list("approved_by", flat=True)) == [None, editor.pk]


@pytest.mark.parametrize("change", [{"text": "改了。"}, {"name": "别人"}])
def test_changing_an_approved_quote_takes_its_approval_back(desk, talk, editor, change):
    quote = make_quote(talk.session, approved_by=editor)
    answer = desk.post(page(quote), of_quote(quote, **change))
    assert len(said(answer)) == 2
    assert Quote.objects.get().approved_by is None


def test_a_quote_that_takes_seconds_to_compose_is_refused(desk, talk):
    quote = make_quote(talk.session)
    answer = desk.post(page(quote), of_quote(quote, text="一\n" * 100_000))
    assert list(answer.context["adminform"].form.errors) == ["text"]


def test_a_quote_saved_with_the_same_words_stays_approved(desk, talk, editor):
    quote = make_quote(talk.session, approved_by=editor, text="一。\n二。")
    other = make_session(talk.forum)
    desk.post(page(quote), of_quote(quote, text="一。\r\n\r\n二。 ", session=other.pk, approved_by=""))
    quote.refresh_from_db()
    assert (quote.approved_by, quote.session, quote.text) == (editor, other, "一。\n二。")


# Lists


def fill(forum, count):
    for _n in range(count):
        talk = make_talk(make_session(forum))
        person = make_person(name=f"甲{forum.pk}{talk.pk}")
        make_speaker(talk, person=person)
        make_comment(talk.session, talk=talk)
        make_quote(talk.session, approved_by=make_user())


@pytest.mark.parametrize("case", [("session", 9), ("talk", 9), ("speaker", 8), ("comment", 8), ("quote", 8)])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_however_long(desk, forum, django_assert_num_queries, case, count):
    model, queries = case
    fill(forum, count)
    fill(make_forum(), 1)
    with django_assert_num_queries(queries):
        answer = desk.get(reverse(f"admin:briefings_{model}_changelist"))
    assert len(answer.context["cl"].result_list) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_talk_asks_the_same_however_many_speak(desk, talk, django_assert_num_queries, count):
    for n in range(count):
        make_speaker(talk, person=make_person(name=f"甲{n}"))
    with django_assert_num_queries(10):
        desk.get(page(talk))


def test_everything_is_filtered_by_cohort_and_kind(desk, talk, editor):
    make_quote(talk.session, approved_by=editor)
    make_quote(talk.session)
    address = reverse("admin:briefings_quote_changelist")
    found = lambda query: len(desk.get(address + query).context["cl"].result_list)  # noqa: E731
    assert found("?approved_by__isempty=1") == 1
    assert found(f"?session__forum__cohort__id__exact={talk.cohort_id}") == 2
    assert desk.get(address + "?session__forum__cohort__name=x").status_code == 400
