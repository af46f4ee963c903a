"""What the renderers make of a Document."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from briefings.document import (
    Article,
    ArticleKind,
    Document,
    Masthead,
    Picture,
    Placement,
    Section,
    from_json,
)
from briefings.exports import EXPORTS, layout
from briefings.exports.web import contents, issue_fragment, masthead_size
from briefings.imports.text import read
from tests.briefings.documents import PHOTO, SPEAKER, rich
from tests.factories import jpeg


class Album:
    """A Media that keeps what it was asked for."""

    def __init__(self):
        self.asked = []

    def open(self, photo, width):
        self.asked.append((photo, width))
        return jpeg(8, 8)


def text_of(html):
    """The characters a reader sees, without space."""
    return "".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def printed(document):
    """Every text of the Document in the order it is printed, without space."""
    head = document.masthead
    yield from (head.cohort, head.theme.replace("|", ""), head.series, head.number_label, "2026年4月5日")
    yield from (head.issuer, head.marking, f"总第{head.cumulative}期")
    for section in document.sections:
        yield f"【{section.heading}】"
        for article in section.articles:
            yield from _article(article)
            if article.key == "q1":
                yield f"（{document.compiled_by}）"
    yield from ("报：", "市科技工委领导", "送：", "干部人才处、青山学院", "发：", "全体学员")
    yield from ("本期增发：", "镜湖区政府、双塘县政府", "共印", "65份")
    yield from ("编辑：许闻溪", "审核：韩立言、白若谷", "签发：顾清和")


def _article(article):
    yield article.title.replace("|", "")
    if article.subtitle:
        yield f"——{article.subtitle}"
    bylines = [b.organization + b.title + b.name for b in article.bylines]
    if article.kind != ArticleKind.QUOTE:
        yield from bylines
    for run in layout.flow(article):
        yield text_of(run.html)
        for picture in run.pictures:
            yield picture.caption
            yield f"摄影：{picture.credit}" if picture.credit else ""
    if article.kind == ArticleKind.QUOTE:
        yield from (f"——{name}" for name in bylines)


@pytest.mark.parametrize("photo", [None, PHOTO])
def test_the_fragment_holds_every_character_of_the_document_in_order(photo):
    document = rich(photo)
    assert text_of(issue_fragment(document)) == "".join("".join(text.split()) for text in printed(document))


def test_a_title_breaks_only_at_its_marks():
    html = issue_fragment(rich())
    assert '<h1 class="theme">看不见的守护<wbr>科技让城市更有韧性</h1>' in html
    assert "<h3>门里门外<wbr>差的不只是一步</h3>" in html


@pytest.mark.parametrize(
    ("theme", "size"),
    [
        ("以实干", "m-6"),
        ("科技自立自强|赋能高质量发展", "m-7"),
        ("看不见的守护：科技让城市更有韧性", "m-9"),
        ("AI与科研2026", "m-7"),
        ("一" * 14, "m-14"),
        ("一" * 15, "m-long"),
    ],
)
def test_the_masthead_is_as_large_as_its_longest_part_allows(theme, size):
    assert masthead_size(theme) == size


def test_nothing_of_a_document_is_markup_but_its_html():
    nasty = "<b>&\"'"
    document = Document(
        masthead=Masthead(theme=nasty, cohort=nasty, date=nasty),
        sections=(Section(nasty, (Article(title=nasty, pictures=(Picture(caption=nasty, credit=nasty),)),)),),
        compiled_by=nasty,
    )
    assert '<b>&"' not in issue_fragment(document)


def test_the_page_has_no_inline_style_or_script():
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style", issue_fragment(rich(PHOTO)))


def test_pictures_stand_where_their_text_says():
    article = rich(PHOTO).sections[1].articles[0]
    stands = [run.html[:4] or run.pictures[0].caption for run in layout.flow(article)]
    assert stands == ["会场全景", "<p>甲", "<ul>", "举牌提问", "<p>5", "片尾字幕"]


def test_pictures_in_a_grid_stand_together():
    grid = [Picture(caption=str(n), placement=Placement.GRID, after=1) for n in range(3)]
    runs = layout.flow(Article(html="<p>甲</p><p>乙</p>", pictures=tuple(grid)))
    assert [len(run.pictures) for run in runs] == [0, 3, 0]


def test_a_picture_offers_the_widths_that_exist():
    html = issue_fragment(rich(PHOTO))
    base = f"/photos/{PHOTO}"
    assert f'srcset="{base}/400.jpg 400w, {base}/800.jpg 800w, {base}/1200.jpg 1200w"' in html
    assert f'<a href="{base}/1200.jpg" data-view>' in html
    assert html.count("<img") - html.count('loading="lazy"') == 1


def test_a_picture_without_a_photo_shows_its_caption_alone():
    html = issue_fragment(rich())
    assert "<img" not in html
    assert "<figcaption>举牌提问</figcaption>" in html


def test_an_empty_gallery_says_that_photos_follow():
    document = Document(sections=(Section("青干风采", (Article(key="g", kind=ArticleKind.GALLERY),)),))
    html = issue_fragment(document)
    assert "【青干风采】" in html
    assert 'class="waiting"' in html


def test_a_speaker_has_a_seal_with_the_surname():
    assert 'data-seal="欧阳"' in issue_fragment(rich())
    assert [layout.surname(name) for name in ("林听澜", "欧阳若溪", "欧阳", "司马光", "")] == [
        "林", "欧阳", "欧", "司马", "",
    ]  # fmt: skip


def test_a_speaker_with_a_portrait_has_no_seal():
    portrait = Picture(photo=PHOTO, width=600, height=800, placement=Placement.LEFT)
    talk = Article(key="t", kind=ArticleKind.TALK, bylines=(SPEAKER,), html="<p>甲</p>", pictures=(portrait,))
    html = issue_fragment(Document(sections=(Section("主旨演讲", (talk,)),)))
    assert "data-seal" not in html
    assert html.count("<img") == 1
    assert 'alt="欧阳若溪"' in html


def test_who_compiled_it_stands_after_the_last_words_not_after_the_photos():
    html = issue_fragment(rich())
    assert html.index("也拿得出钥匙") < html.index("（第二组整理撰写）") < html.index("【青干风采】")


def test_contents_list_sections_and_the_pieces_that_have_a_title():
    entries = contents(rich())
    assert [entry.heading for entry in entries][:3] == ["编者按", "学员论坛", "主旨演讲"]
    assert [(line.anchor, line.title, line.names) for line in entries[2].lines] == [
        ("a-t1", "一张老方子", "欧阳若溪"),
        ("a-t2", "无署名的演讲", ""),
    ]
    assert entries[3].names == "秦柏舟"


def test_contents_lead_to_places_that_exist():
    html = issue_fragment(rich())
    anchors = [entry.anchor for entry in contents(rich())]
    anchors += [line.anchor for entry in contents(rich()) for line in entry.lines]
    assert [anchor for anchor in anchors if html.count(f'id="{anchor}"') != 1] == []


def test_more_than_three_names_are_counted():
    bylines = [replace(SPEAKER, name=name) for name in ("甲某", "乙某", "丙某", "丁某", "甲某")]
    assert layout.names(bylines) == "甲某、乙某等4人"
    assert layout.names(bylines[:3]) == "甲某、乙某、丙某"


def test_json_is_the_document():
    data = EXPORTS["json"].render(rich(), Album())
    assert from_json(data.decode()) == rich()
    assert json.loads(data)["copies"] == 65


def test_the_html_file_needs_nothing_else():
    album = Album()
    html = EXPORTS["html"].render(rich(PHOTO), album).decode()
    assert text_of(issue_fragment(rich())) in text_of(html)
    assert re.findall(r'(?:src|href)="(?!data:image/jpeg;base64,|#)', html) == []
    assert "<style>" in html
    assert "@import" not in html
    assert set(album.asked) == {(PHOTO, 1200)}


def test_the_text_reads_as_editors_write_it():
    blocks = EXPORTS["text"].render(rich(), Album()).decode().rstrip("\n").split("\n\n")
    assert blocks[:5] == [
        "云州市第8期培训班",
        "看不见的守护科技让城市更有韧性",
        "学员论坛简报",
        "第三期",
        "（总第17期）",
    ]
    start = blocks.index("【学员论坛】")
    assert blocks[start : start + 6] == [
        "【学员论坛】",
        "门里门外差的不只是一步",
        "——第8期举办论坛",
        "宣传组 冯知微",
        "【图1：会场全景（摄影：骆晓棠）】",
        "甲段**要点**。",
    ]
    assert blocks[start + 6 : start + 8] == ["• 其一", "• 其二"]
    assert "澜江省中医药创新研究院副研究员 欧阳若溪" in blocks
    assert blocks[blocks.index("装得上锁，也拿得出钥匙。") :][:3] == [
        "装得上锁，也拿得出钥匙。",
        "——韩祎",
        "（第二组整理撰写）",
    ]
    assert blocks[-6:] == [
        "报：市科技工委领导",
        "送：干部人才处、青山学院",
        "发：全体学员",
        "本期增发：镜湖区政府、双塘县政府",
        "共印65份",
        "编辑：许闻溪　审核：韩立言、白若谷　签发：顾清和",
    ]


def test_every_export_renders_an_empty_document():
    assert [bool(export.render(Document(), Album())) for export in EXPORTS.values()] == [True] * len(EXPORTS)


def test_the_text_can_be_read_back():
    back = read(EXPORTS["text"].render(rich(), Album())).document
    document = rich()
    assert back.masthead == replace(document.masthead, theme=layout.unbroken(document.masthead.theme))
    assert [section.heading for section in back.sections] == [
        section.heading for section in document.sections
    ]
    for name in ("compiled_by", "distribution", "added", "copies", "credits"):
        assert getattr(back, name) == getattr(document, name)
