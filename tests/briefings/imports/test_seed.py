"""The one real issue, read from beside the project: what it must come to. Nothing of it is copied here."""

from collections import Counter
from pathlib import Path

import pytest

from briefings import richtext
from briefings.document import ArticleKind, DistributionKind, from_json
from briefings.imports import KnownPerson, Names
from briefings.imports.text import read

SEED = Path(__file__).parents[4] / "shared/seed/issue-5.txt"
HEADINGS = ["编者按", "学员论坛", "主旨演讲", "专家点评", "专题讲座", "圆桌论坛", "领导总结发言", "中青风采"]
STRUCTURE = "*【】——（）()：、"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed issue does not lie beside the project")


@pytest.fixture(scope="module")
def source():
    return SEED.read_text()


@pytest.fixture(scope="module")
def imported(source):
    return read(source.encode())


@pytest.fixture(scope="module")
def sections(imported):
    return {section.heading: section.articles for section in imported.document.sections}


def sizes(articles):
    return [len(richtext.blocks(article.html)) for article in articles]


def test_the_eight_sections_come_in_order(sections):
    assert list(sections) == HEADINGS


def test_the_masthead_is_taken_apart(imported, source):
    lines = source.split("\n")
    masthead = imported.document.masthead
    assert (masthead.cohort, masthead.theme, masthead.series) == (lines[4], lines[6], lines[8])
    assert (masthead.number, masthead.number_label, masthead.date) == (5, "第五期", "2023-09-15")
    assert (masthead.cumulative, masthead.supplement, masthead.issuer, masthead.marking) == (
        None,
        False,
        "",
        "",
    )


def test_every_section_has_its_articles_and_paragraphs(sections):
    assert {heading: sizes(articles) for heading, articles in sections.items()} == {
        "编者按": [2],
        "学员论坛": [3],
        "主旨演讲": [1, 3, 3, 2],
        "专家点评": [1, 1, 1, 1],
        "专题讲座": [1],
        "圆桌论坛": [2, 2, 1, 1, 1, 1, 1, 1, 1],
        "领导总结发言": [2],
        "中青风采": [0],
    }


def test_every_article_has_its_kind(sections):
    assert {
        heading: [article.kind.value for article in articles] for heading, articles in sections.items()
    } == {
        "编者按": ["text"],
        "学员论坛": ["text"],
        "主旨演讲": ["talk"] * 4,
        "专家点评": ["text"] + ["comment"] * 3,
        "专题讲座": ["talk"],
        "圆桌论坛": ["text"] + ["quote"] * 8,
        "领导总结发言": ["text"],
        "中青风采": ["gallery"],
    }


def test_the_ten_cuts_are_joined_without_a_space(imported, source):
    lines = [line.strip() for line in source.split("\n")]
    text = "".join(richtext.plain(article.html) + "\n" for article in imported.document.articles())
    for before, after in [
        (29, 33),
        (37, 39),
        (47, 53),
        (61, 63),
        (65, 71),
        (79, 83),
        (85, 91),
        (101, 103),
        (105, 111),
        (147, 151),
    ]:
        assert lines[before - 1][-8:] + lines[after - 1][:8] in text


def test_talks_carry_title_organization_and_name(sections, source):
    lines = source.split("\n")
    for article, place in zip(sections["主旨演讲"], (43, 55, 75, 95), strict=True):
        (byline,) = article.bylines
        assert article.title == lines[place - 1]
        assert f"{byline.organization} {byline.name}" == lines[place + 1]


def test_a_title_and_its_subtitle_are_parted_on_one_line_and_on_two(sections, source):
    lines = source.split("\n")
    forum, lecture = sections["学员论坛"][0], sections["专题讲座"][0]
    assert [forum.title, forum.subtitle] == lines[22].split(" ——")
    assert [lecture.title, "——" + lecture.subtitle] == [lines[136], lines[138]]
    assert (forum.bylines, lecture.bylines) == ((), ())


def test_comments_keep_the_order_of_speaking(sections, source):
    comments = [article.bylines[0] for article in sections["专家点评"][1:]]
    opened = [source.split("\n")[place - 1] for place in (119, 125, 129)]
    assert [comment.title for comment in comments] == ["副院长", "局级组织员", "书记"]
    assert all(
        line.startswith(comment.name + comment.title) for line, comment in zip(opened, comments, strict=True)
    )


def test_quotes_are_signed_and_names_unpadded(sections, source):
    lines = source.split("\n")
    signed = [lines[place - 1] for place in (167, 175, 179, 183, 187, 191, 195, 199)]
    names = [article.bylines[0].name for article in sections["圆桌论坛"][1:]]
    assert names == [line.replace(" ", "").removeprefix("——") for line in signed]


def test_the_colophon_is_taken_apart(imported, source):
    lines = source.split("\n")
    document = imported.document
    assert document.compiled_by == lines[212].strip("（）")
    assert [(line.kind, len(line.names)) for line in document.distribution] == [
        (DistributionKind.REPORT, 1),
        (DistributionKind.SEND, 2),
        (DistributionKind.DISTRIBUTE, 1),
    ]
    assert "、".join(document.distribution[1].names) == lines[224].removeprefix("送：")


def test_no_character_is_lost(imported, source):
    document = imported.document
    kept = Counter(
        "".join([document.to_json()] + [richtext.plain(article.html) for article in document.articles()])
    )
    lost = Counter("".join(source.split())) - kept
    assert {character for character in lost if character not in STRUCTURE + "报送发年月日"} == set()
    assert "**" not in document.to_json()
    assert document.to_json().count("<strong>") == 1


def test_what_was_unsure_is_the_lecture_without_a_byline(imported, sections):
    (doubt,) = imported.unsure
    assert sections["专题讲座"][0].title in doubt.message


def test_a_roster_binds_the_persons_it_knows_and_reports_the_others(source):
    lines = source.split("\n")
    organization, name = lines[44].split()
    names = Names(people=(KnownPerson("u-1", name, organization),))
    imported = read(source.encode(), names)
    bound = [byline.person for article in imported.document.articles() for byline in article.bylines]
    assert [person for person in bound if person] == ["u-1", "u-1"]
    assert len(imported.unsure) == 1 + len(bound) - 2


def test_the_text_with_one_newline_a_paragraph_reads_the_same(imported, source):
    dense = "\n".join(line for line in source.split("\n") if line.strip())
    assert read(dense.encode()).document.without_identity() == imported.document.without_identity()


def test_the_document_survives_its_json_and_the_allow_list(imported):
    document = imported.document
    assert from_json(document.to_json()) == document
    assert all(richtext.clean(article.html) == article.html for article in document.articles())
    assert len({article.key for article in document.articles()}) == len(list(document.articles()))
    assert {article.kind for article in document.articles()} == set(ArticleKind)
