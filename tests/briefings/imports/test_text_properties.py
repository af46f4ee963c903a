"""Whatever text comes: it is read with every character accounted for, or refused in words; never anything else."""

from collections import Counter
from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefings import richtext
from briefings.document import from_json
from briefings.imports import KnownPerson, Names, Unreadable
from briefings.imports.text import read

STRUCTURE = "*【】—―─－–-＿﹍━═_=（）()、：:\ufeff\u200b\u2060\u00ad"
ROSTER = Names(
    people=(KnownPerson("u-1", "张伟", "江州大学"), KnownPerson("u-2", "王芳"), KnownPerson("u-3", "王芳")),
    organizations=frozenset({"江州市民政局"}),
)
PARTS = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\u3000\u3000",
        " ",
        "【",
        "】",
        "【编者按】",
        "【专家点评】\n",
        "【金句】",
        "【中青风采】",
        "【图】",
        "——",
        "**",
        "张伟",
        "王 芳",
        "某研究所 李明",
        "李明院长指出",
        "数字赋能基层",
        "会上，大家讨论",
        "。",
        "！”",
        "：",
        "、",
        "abc",
        "1.0",
        "一、",
        "（",
        ")",
        "（第一组整理）",
        "&lt;",
        "<b>",
        "\u2028",
        "\xa0",
        "\x0b",
        "\u200b",
        "\x85",
    ]
)


def words(document):
    """All the text a document holds, as a reader of its fields would find it."""
    yield from (value for value in vars_of(document.masthead))
    yield document.compiled_by
    for section in document.sections:
        yield section.heading
        for article in section.articles:
            yield from (article.title, article.subtitle, richtext.plain(article.html))
            yield from (
                text
                for byline in article.bylines
                for text in (byline.name, byline.organization, byline.title)
            )
            yield from (picture.caption for picture in article.pictures)


def vars_of(masthead):
    return (
        masthead.cohort,
        masthead.theme,
        masthead.series,
        masthead.issuer,
        masthead.marking,
        masthead.number_label,
    )


def visible(text):
    return Counter(character for character in text if not character.isspace() and character not in STRUCTURE)


def is_accounted_for(text, names=ROSTER):
    try:
        imported = read(text.encode(), names)
    except Unreadable:
        return
    document = imported.document
    reported = "".join(doubt.message for doubt in imported.unsure if doubt.paragraph)
    assert visible(text) - visible("".join(words(document)) + reported) == Counter()
    assert from_json(document.to_json()) == document
    assert all(richtext.clean(article.html) == article.html for article in document.articles())


@settings(max_examples=400, deadline=None)
@given(st.lists(PARTS, max_size=30).map("".join))
@example("【a】\n——张伟\n——张伟")
@example("”\n”")
@example("****\n***\n**")
def test_no_character_of_a_briefing_is_lost(text):
    is_accounted_for(text)


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_no_character_of_any_text_is_lost(text):
    is_accounted_for(text, Names())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data):
    with suppress(Unreadable):
        assert from_json(read(data).document.to_json())
