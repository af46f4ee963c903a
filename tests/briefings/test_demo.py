"""The demo is what it says: invented issues, read whole, taken through the real workflow."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import briefings.demo
from briefings.demo import people
from briefings.document import Document
from briefings.imports.text import read
from briefings.models import Edition, Forum, Issue, Photo
from briefings.richtext import plain
from briefings.workflow import Status
from cohorts.models import Cohort, User

TEXTS = sorted((Path(briefings.demo.__file__).parent / "issues").glob("*.txt"))
# What becomes structure: marks, dashes, labels of the colophon, brackets around compilers and dates, padding.
STRUCTURE = re.compile(r"[*【】—（）()：:、，年月日\d\s]|第.{1,3}期|报|抄|送|发|图|共印|份")


def words(document: Document):
    head = document.masthead
    yield from (head.cohort, head.theme, head.series, head.issuer, head.marking, document.compiled_by)
    for section in document.sections:
        yield section.heading
        for article in section.articles:
            yield from (article.title, article.subtitle, plain(article.html))
            yield from (text for byline in article.bylines for text in printed(article, byline))
            yield from (picture.caption for picture in article.pictures)
    yield from (name for line in document.distribution for name in line.names)
    yield from document.added


def printed(article, byline):
    """A comment's byline is read off its first words, which stay; a quote's and a talk's are lines of their own."""
    return () if article.kind == "comment" else (byline.organization, byline.title, byline.name)


def letters(text):
    return Counter(STRUCTURE.sub("", text))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_character_of_a_demo_text_is_read(path):
    text = path.read_text(encoding="utf-8")
    assert letters(text) - letters("".join(words(read(path.read_bytes()).document))) == Counter()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_demo_text_gives_a_section_for_each_of_its_headings(path):
    headings = re.findall(r"^【(?!图)(.+?)】", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [section.heading for section in read(path.read_bytes()).document.sections] == headings


@pytest.mark.django_db
def test_the_demo_holds_what_the_house_promises(capsys):
    call_command("demo")
    assert [cohort.enrollments.count() for cohort in Cohort.objects.all()] == [40, 40]
    assert sorted(Issue.objects.values_list("status", flat=True)) == sorted(
        [Status.PUBLISHED] * 8 + [Status.SECOND_REVIEW, Status.DRAFT]
    )
    assert Edition.objects.exclude(reason="").count() == 1
    assert Edition.objects.filter(current=True, visibility="cohort").count() == 1
    assert Photo.objects.filter(places=None, forum=None).count() == 0
    assert Forum.objects.filter(issues=None).count() == 2
    said = capsys.readouterr().out
    for username, _what in people.sign_ins():
        assert User.objects.get(username=username).check_password(people.PASSWORD)
        assert username in said


@pytest.mark.django_db
def test_the_demo_is_refused_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("demo")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_database_in_use_is_left_alone():
    User.objects.create_user("somebody")
    call_command("demo", quiet=True)
    assert (User.objects.count(), Issue.objects.count()) == (1, 0)
