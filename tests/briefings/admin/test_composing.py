"""One click from a forum to a draft; what is recorded later; and beginnings without a forum."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from briefings.models import Issue, Series
from briefings.models.outline import add_section
from cohorts.models import Role
from tests.factories import (
    make_article,
    make_cohort,
    make_forum,
    make_issue,
    make_published,
    make_quote,
    make_series,
    make_session,
    make_speaker,
    make_staff,
    make_talk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def forum(cohort):
    forum = make_forum(cohort)
    make_speaker(make_talk(make_session(forum, kind="keynote")))
    return forum


@pytest.fixture
def desk(client, cohort):
    client.force_login(make_staff(cohort))
    return client


def compose(forum):
    return reverse("admin:briefings_forum_compose", args=[forum.pk])


def records(issue):
    return reverse("admin:briefings_issue_records", args=[issue.pk])


def test_the_desk_offers_the_forum_and_one_click_makes_the_draft(desk, forum):
    make_series(forum.cohort)
    [item] = desk.get(reverse("admin:index")).context["waiting"]
    assert (item.thing, item.action, item.posts) == (forum, compose(forum), True)
    response = desk.post(item.action)
    issue = Issue.objects.get()
    assert response.url == reverse("admin:briefings_issue_compose", args=[issue.pk])
    assert [section.heading for section in issue.document().sections] == [
        "编者按",
        "学员论坛",
        "主旨演讲",
        "学员风采",
    ]
    assert desk.get(reverse("admin:index")).context["waiting"] == []


def test_the_desk_says_what_a_forum_still_lacks(desk, forum):
    make_quote(forum.sessions.get())
    make_quote(forum.sessions.get(), name="周岚")
    [item] = desk.get(reverse("admin:index")).context["waiting"]
    assert item.about.endswith("2 条金句待核准")


def test_opening_the_page_makes_nothing(desk, forum):
    make_series(forum.cohort)
    assert "从论坛生成简报" in desk.get(compose(forum)).content.decode()
    assert not Issue.objects.exists()


def test_several_series_are_asked_for(desk, forum):
    first, second = make_series(forum.cohort, name="甲报"), make_series(forum.cohort, name="乙报")
    response = desk.post(compose(forum))
    assert not Issue.objects.exists()
    assert set(response.context["form"].fields["series"].queryset) == {first, second}
    desk.post(compose(forum), {"series": second.pk})
    assert Issue.objects.get().series == second


def test_a_series_of_another_cohort_is_none_of_ours(desk, forum):
    make_series(forum.cohort)
    make_series(forum.cohort)
    desk.post(compose(forum), {"series": make_series().pk})
    assert not Issue.objects.exists()


def test_without_a_series_a_sentence_leads_to_a_new_one_and_back(desk, forum):
    page = desk.post(compose(forum)).content.decode()
    address = f"{reverse('admin:briefings_series_add')}?cohort={forum.cohort_id}&next={forum.pk}"
    assert address.replace("&", "&amp;") in page
    assert not Issue.objects.exists()
    form = desk.get(address).context["adminform"].form
    sent = {name: form[name].value() or "" for name in form.fields} | {"report_to": "市科技工委"}
    assert desk.post(address, sent).url == compose(forum)
    series = Series.objects.get()
    assert (series.cohort, series.program, series.review_stages, series.name) == (
        forum.cohort,
        forum.cohort.program,
        3,
        "学员论坛简报",
    )
    desk.post(compose(forum))
    assert [line.names for line in Issue.objects.get().distribution] == [("市科技工委",)]


@pytest.mark.parametrize("forged", ["9" * 5000, "１", "\0", "x", "7"])
def test_a_forged_way_to_a_new_series_leads_nowhere(desk, cohort, forged):
    address = reverse("admin:briefings_series_add")
    assert desk.get(address, {"cohort": forged, "next": forged}).status_code == 200
    data = {"name": "简报", "cohort": cohort.pk, "slug": "jianbao", "masthead_template": "class"}
    answer = desk.post(f"{address}?next={quote(forged)}", data | {"numbering": "cohort"})
    assert answer.url == reverse("admin:briefings_series_changelist")


def test_an_editor_adds_no_series_to_a_whole_program_nor_one_twice(desk, cohort):
    taken = make_series(cohort)
    address = reverse("admin:briefings_series_add")
    sent = {"name": taken.name, "slug": "another", "masthead_template": "class", "numbering": "cohort"}
    errors = desk.post(address, sent).context["adminform"].form.errors
    assert list(errors) == ["cohort"]
    errors = desk.post(address, sent | {"cohort": cohort.pk}).context["adminform"].form.errors
    assert list(errors) == ["name"]
    assert list(Series.objects.all()) == [taken]


def test_a_second_click_leads_to_the_briefing_there_is(desk, forum):
    make_series(forum.cohort)
    desk.post(compose(forum))
    page = desk.post(compose(forum), follow=True).content.decode()
    issue = Issue.objects.get()
    assert reverse("admin:briefings_issue_compose", args=[issue.pk]) in page
    desk.post(compose(forum), {"another": "1"})
    assert Issue.objects.count() == 2


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.SIGNATORY, Role.ORGANIZER])
def test_who_may_not_write_composes_nothing(client, forum, role):
    make_series(forum.cohort)
    client.force_login(make_staff(forum.cohort, role))
    assert client.post(compose(forum)).status_code == 404
    assert not Issue.objects.exists()


def test_new_records_are_shown_and_added(desk, forum):
    make_series(forum.cohort)
    desk.post(compose(forum))
    issue = Issue.objects.get()
    assert desk.get(records(issue)).context["new"] == []
    make_talk(forum.sessions.get(), title="晚到的发言")
    shown = desk.get(records(issue))
    assert [change.label for change in shown.context["new"]] == ["晚到的发言"]
    assert [talk.title for talk in issue.document().sections[2].articles] == ["桥墩的体温"]
    desk.post(records(issue), {"add": "1"})
    assert [talk.title for talk in issue.document().sections[2].articles] == ["桥墩的体温", "晚到的发言"]


def test_changed_records_are_shown_until_they_are_settled(desk, forum):
    make_series(forum.cohort)
    desk.post(compose(forum))
    issue = Issue.objects.get()
    forum.sessions.get().talks.update(html="<p>改过的正文。</p>")
    shown = desk.get(records(issue))
    assert [(change.label, change.text) for change in shown.context["others"]] == [
        ("桥墩的体温", "改过的正文。")
    ]
    [settled] = shown.context["others"]
    desk.post(records(issue), {"seen": "1", "seen_now": [f"{settled.source} {settled.digest}"]})
    assert desk.get(records(issue)).context["others"] == []
    assert "<p>正文。</p>" in issue.document().to_json()


def test_an_issue_without_a_forum_has_no_page_of_records(desk, cohort):
    assert desk.get(records(make_issue(make_series(cohort)))).status_code == 404


def test_an_issue_begins_with_the_last_ones_sections_and_distribution(desk, cohort):
    series = make_series(cohort, report_to="旧名单")
    last = make_issue(series)
    Issue.objects.update(report_to="新名单")
    make_article(last, heading="编者按", kind="text")
    for n in range(3):
        make_article(last, heading="主旨演讲", kind="talk", position=n)
    add_section(last, "学员风采", by=make_staff(cohort))
    desk.post(reverse("admin:briefings_issue_add"), {"place": f"{series.pk}-{cohort.pk}", "start": "last"})
    document = Issue.objects.exclude(pk=last.pk).get().document()
    assert [
        (section.heading, [(str(each.kind), each.title, each.html) for each in section.articles])
        for section in document.sections
    ] == [("编者按", [("text", "", "")]), ("主旨演讲", [("talk", "", "")]), ("学员风采", [])]
    assert [line.names for line in document.distribution] == [("新名单",)]
    assert document.masthead.theme == ""


def test_the_last_issue_is_the_last_numbered_one(desk, cohort):
    series = make_series(cohort)
    old = make_issue(series, date="2026-03-01")
    make_article(old, heading="旧栏目")
    make_published(old)
    make_article(make_issue(series), heading="草稿里的栏目")
    desk.post(reverse("admin:briefings_issue_add"), {"place": f"{series.pk}-{cohort.pk}", "start": "last"})
    assert [section.heading for section in Issue.objects.latest("pk").document().sections] == ["旧栏目"]


@pytest.mark.parametrize("talks", [1, 40])
def test_the_page_of_records_asks_the_same_however_much_changed(
    desk, forum, talks, django_assert_num_queries
):
    make_series(forum.cohort)
    desk.post(compose(forum))
    issue = Issue.objects.get()
    for n in range(talks):
        make_speaker(make_talk(forum.sessions.get(), title=f"题{n}"))
    forum.sessions.get().talks.filter(title="桥墩的体温").update(html="<p>改。</p>")
    with django_assert_num_queries(15):
        desk.get(records(issue))


def test_an_issue_begins_blank(desk, cohort):
    series = make_series(cohort, report_to="旧名单")
    make_article(make_issue(series))
    Issue.objects.update(report_to="新名单")
    desk.post(reverse("admin:briefings_issue_add"), {"place": f"{series.pk}-{cohort.pk}", "start": "blank"})
    document = Issue.objects.first().document()
    assert (document.sections, [line.names for line in document.distribution]) == ((), [("旧名单",)])


def test_the_masthead_says_which_number_signing_would_give(desk, cohort):
    issue = make_issue(make_series(cohort))
    page = desk.get(reverse("admin:briefings_issue_compose", args=[issue.pk])).content.decode()
    assert "眼下是第一期" in page


@pytest.mark.parametrize("many", [1, 4])
def test_the_desk_asks_as_much_for_one_as_for_many(desk, cohort, many, django_assert_num_queries):
    series = make_series(cohort)
    for n in range(many):
        make_quote(make_session(make_forum(cohort)))
        make_forum(cohort, starts=make_forum(cohort).ends.replace(year=2099), ends=None)
        issue = make_issue(series, theme=f"论坛{n}")
        issue.move("submit", by=make_staff(cohort))
    with django_assert_num_queries(11):
        desk.get(reverse("admin:index"))
