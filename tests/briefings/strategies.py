"""Hypothesis strategies for Documents such as an issue's rows can hold."""

from datetime import date

from hypothesis import strategies as st

from briefings.document import (
    Article,
    ArticleKind,
    Byline,
    Credits,
    Distribution,
    DistributionKind,
    Document,
    Masthead,
    Picture,
    Placement,
    Section,
)
from briefings.richtext import paragraph

WORDS = "山海之间科技创新林听澜周岚院所第五期〇—·“”《》,.:;'\"<>&{}\\/|0aZéß𠮷😀\t 　"


def text(longest):
    """Any text a CharField of that length keeps."""
    return st.text(st.sampled_from(WORDS) | st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
                   max_size=longest)  # fmt: skip


def line(longest):
    """One line of a field that holds one name a line: never empty, nothing to strip, no line end in it."""
    return text(longest).map(lambda value: " ".join(value.split()) or "所")


def html():
    """Cleaned rich text: paragraphs and the other blocks."""
    words = st.text(st.sampled_from("山海之间，。<>&\"'*科技 创新"), max_size=30).map(
        lambda value: f"文{value}"
    )
    blocks = st.one_of(
        words.map(paragraph),
        words.map(lambda value: paragraph(value).replace("<p>", "<h3>").replace("</p>", "</h3>")),
        st.sampled_from(
            [
                "<ul><li>一</li><li>二</li></ul>",
                "<blockquote><p>引文</p></blockquote>",
                '<p class="center"><strong>居中</strong><br>换行</p>',
                "<table><tbody><tr><td>甲</td><td>乙</td></tr></tbody></table>",
            ]
        ),
    )
    return st.lists(blocks, max_size=4).map("".join)


def bylines(people):
    person = st.sampled_from([None, *map(str, people)])
    return st.lists(st.builds(Byline, person, text(40), text(120), text(80)), max_size=3).map(tuple)


@st.composite
def articles(draw, people=()):
    content = draw(html())
    blocks = content.count("<p>文") + content.count("<h3>")  # at most as many as there are
    pictures = st.builds(
        Picture,
        photo=st.none() | st.uuids().map(str),
        caption=text(120),
        alt=text(200),
        credit=text(40),
        width=st.integers(0, 2**31 - 1),
        height=st.integers(0, 2**31 - 1),
        placement=st.sampled_from(Placement),
        after=st.integers(0, blocks),
    )
    return Article(
        key=draw(st.text("0123456789abcdef", max_size=12)),
        kind=draw(st.sampled_from(ArticleKind)),
        title=draw(text(200)),
        subtitle=draw(text(200)),
        bylines=draw(bylines(people)),
        html=content,
        pictures=tuple(draw(st.lists(pictures, max_size=4))),
    )


def distributions():
    names = st.lists(line(30), min_size=1, max_size=3).map(tuple)
    return st.fixed_dictionaries({}, optional=dict.fromkeys(DistributionKind, names)).map(
        lambda chosen: tuple(Distribution(kind, chosen[kind]) for kind in DistributionKind if kind in chosen)
    )


def documents(people=()):
    """Any Document; `people` are the ids its bylines may link."""
    days = st.dates(date(1949, 10, 1), date(2999, 12, 31)).map(date.isoformat)
    return st.builds(
        Document,
        masthead=st.builds(
            Masthead,
            cohort=text(80),
            theme=text(120),
            series=text(60),
            number=st.none() | st.integers(1, 9999),
            number_label=text(40),
            cumulative=st.none() | st.integers(0, 2**31 - 1),
            supplement=st.booleans(),
            date=st.just("") | days,
            issuer=text(60),
            marking=text(40),
        ),
        sections=st.lists(
            st.builds(Section, text(60), st.lists(articles(people), max_size=3).map(tuple)), max_size=3
        ).map(tuple),
        compiled_by=text(80),
        distribution=distributions(),
        added=st.lists(line(30), max_size=3).map(tuple),
        copies=st.none() | st.integers(0, 2**31 - 1),
        credits=st.builds(Credits, text(40), st.lists(line(30), max_size=3).map(tuple), text(40)),
    )
