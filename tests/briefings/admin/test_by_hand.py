"""A forum entered by hand in the admin composes the issue that its printed text imports as."""

from pathlib import Path

import pytest
from django.urls import reverse

from briefings.document import ArticleKind
from briefings.imports import Names
from briefings.imports.text import read
from briefings.models import Forum, Issue, Quote, Session
from briefings.models.forum import USUAL
from tests.briefings.printed import TEXT
from tests.factories import make_cohort, make_series, make_staff

pytestmark = pytest.mark.django_db
SEED = Path(__file__).parents[4] / "shared/seed/issue-5.txt"
NOTE, REPORT, *SESSIONS, GALLERY = range(8)


@pytest.fixture
def cohort():
    cohort = make_cohort()
    make_series(cohort)
    return cohort


@pytest.fixture
def desk(client, cohort):
    client.force_login(make_staff(cohort))
    return client


def change(desk, row, **values):
    """Open a record's form and send it back with these values."""
    address = reverse(f"admin:briefings_{row._meta.model_name}_change", args=[row.pk])
    context = desk.get(address).context
    sent = {}
    for form in (
        context["adminform"].form,
        *(each.formset.management_form for each in context["inline_admin_formsets"]),
    ):
        sent |= {field.html_name: "" if field.value() is None else field.value() for field in form}
    for inline in context["inline_admin_formsets"]:
        for form in inline.formset.initial_forms:
            sent |= {field.html_name: "" if field.value() is None else field.value() for field in form}
    answer = desk.post(address, sent | values)
    assert answer.status_code == 302, answer.context["errors"]


def arrange(desk, forum, **sent):
    answer = desk.post(reverse("admin:briefings_forum_arrange", args=[forum.pk]), sent)
    assert answer.status_code == 302


def enter(desk, cohort, document):
    """Type the forum of eight sections in, as an editor would who has the printed issue before them."""
    sections = document.sections
    [report] = sections[REPORT].articles
    when = {"starts": "2026-04-03T14:00", "ends": "2026-04-03T17:00"}
    desk.post(
        reverse("admin:briefings_forum_add"),
        when
        | {
            "cohort": cohort.pk,
            "name": sections[REPORT].heading,
            "theme": document.masthead.theme,
            "usual": "on",
        },
    )
    forum = Forum.objects.get()
    assert [session.kind for session in forum.sessions.all()] == list(USUAL)
    change(
        desk,
        forum,
        title=report.title,
        subtitle=report.subtitle,
        gallery_heading=sections[GALLERY].heading,
    )
    quoted = {
        one.name for each in document.articles() if each.kind == ArticleKind.QUOTE for one in each.bylines
    }
    for session, place in zip(forum.sessions.all(), SESSIONS, strict=True):
        _enter_session(desk, forum, session, sections[place], quoted)
    shown = [quote.as_shown for quote in Quote.objects.all()]
    arrange(desk, forum, do="approve-all", shown=shown)
    return forum


def _enter_session(desk, forum, session, section, quoted):
    row = f"session-{session.pk}"
    lead = next((each.html for each in section.articles if each.kind == ArticleKind.TEXT), "")
    change(desk, session, heading=section.heading, html=lead if session.kind != "closing" else "")
    if session.kind == "closing":
        arrange(desk, forum, do="add-comment", row=row, who="某某处副处长苗青", text="苗青副处长作总结发言。")
    for article in section.articles:
        who = "、".join(f"{one.organization}{one.title} {one.name}".strip() for one in article.bylines)
        if article.kind == ArticleKind.TALK:
            who = who or next(name for name in quoted if name in article.html)  # a lecturer the prose names
            arrange(desk, forum, do="add-talk", row=row, title=article.title, who=who)
            change(desk, session.talks.last(), subtitle=article.subtitle, html=article.html)
        elif article.kind == ArticleKind.COMMENT:
            arrange(desk, forum, do="add-comment", row=row, who=who, text="讲得好。")
    quotes = [each for each in section.articles if each.kind == ArticleKind.QUOTE]
    if quotes:
        text = "\n\n".join(f"先看这一句。\n——{each.bylines[0].name}" for each in quotes)
        arrange(desk, forum, do="add-quotes", row=row, quotes=text)


def skeleton(document):
    """[(heading, [(kind, title, subtitle, bylines)])]"""
    return [
        (
            section.heading,
            [
                (
                    str(article.kind),
                    article.title,
                    article.subtitle,
                    [(one.name, one.organization, one.title) for one in article.bylines],
                )
                for article in section.articles
            ],
        )
        for section in document.sections
    ]


def _assert_composed_equals_imported(desk, cohort, data):
    imported = read(data, Names()).document
    forum = enter(desk, cohort, imported)
    desk.post(reverse("admin:briefings_forum_compose", args=[forum.pk]))
    assert skeleton(Issue.objects.get().document()) == skeleton(imported)
    assert Session.objects.count() == len(SESSIONS)


def test_a_forum_entered_by_hand_composes_the_issue_its_text_imports_as(desk, cohort):
    _assert_composed_equals_imported(desk, cohort, TEXT.encode())


def test_the_seed_entered_by_hand_composes_the_seed(desk, cohort):
    if not SEED.exists():
        pytest.skip("needs ../shared/seed/issue-5.txt, which is not part of the project")
    _assert_composed_equals_imported(desk, cohort, SEED.read_bytes())
