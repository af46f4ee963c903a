"""The real issue beside the project, brought in by the command, through the whole workflow, to its page."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from briefings.document import ArticleKind, Document
from briefings.models import Edition, Issue
from briefings.richtext import plain
from tests.factories import make_published, make_series, make_user

SEED = Path(__file__).parents[3] / "shared" / "seed" / "issue-5.txt"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEED.exists(), reason="the real issue is not beside the project"),
]


def said(document: Document):
    """Every text of a document, in the order a reader meets it, without spaces."""
    head = document.masthead
    yield from (head.cohort, head.theme, head.series, head.number_label)
    for section in document.sections:
        yield section.heading
        for article in section.articles:
            yield from (article.title, article.subtitle)
            billed = [
                text
                for byline in article.bylines
                for text in (byline.organization, byline.title, byline.name)
            ]
            body = plain(article.html).split("\n")
            # A quote is signed below, everything else above.
            yield from [*body, *billed] if article.kind == ArticleKind.QUOTE else [*billed, *body]
    for line in document.distribution:
        yield from line.names


def test_a_dry_run_needs_neither_series_nor_cohort_and_writes_nothing(capsys):
    call_command("import_issue", SEED, dry_run=True, json=True)
    answer = json.loads(capsys.readouterr().out)
    assert [section["heading"] for section in answer["document"]["sections"]][0] == "编者按"
    assert not Issue.objects.exists()


def test_without_a_series_of_its_name_one_is_asked_for():
    make_user(is_superuser=True)
    with pytest.raises(CommandError, match="--series"):
        call_command("import_issue", SEED)
    assert not Issue.objects.exists()


def test_the_published_page_holds_every_character_in_order(client):
    series = make_series()
    make_user(is_superuser=True)
    call_command("import_issue", SEED, series=series.slug, verbosity=0)
    issue = Issue.objects.get()
    issue.set_visibility("public")
    make_published(issue)
    edition = Edition.objects.get()
    assert (edition.number_label, issue.slug) == ("第五期", f"{series.slug}-5")

    page = client.get(reverse("issue", args=[issue.slug])).content.decode()
    article = page[page.index("<main") : page.index("</main>")]
    shown = re.sub(r"\s", "", unescape(re.sub(r"<[^>]+>", "", article)))
    place = 0
    for text in said(edition.document):
        letters = re.sub(r"\s", "", text)
        found = shown.find(letters, place)
        assert found >= 0, letters
        place = found + len(letters)
