"""What the allow-list lets through, and the marks of pictures."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.richtext import (
    BLOCKS,
    INLINE,
    PARTS,
    blocks,
    clean,
    join_marks,
    paragraph,
    plain,
    split_marks,
)
from tests.briefings.strategies import html as cleaned

# Written for this house. Each tries to run something, load something, or break out of where text stands.
TEXT_LIKE_MARKUP = [
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    '<table><tr><td colspan="&quot;><script>alert(1)</script>">文</td></tr></table>',
    '<p><a href="https://x.cn/?a=\'><script>alert(1)</script>">文</a></p>',
    "<<p>script>alert(1)</p>",
    "<ol start='1\" onclick=alert(1) x=\"'><li>文</li></ol>",
]
VECTORS = [
    *TEXT_LIKE_MARKUP,
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.cn/a.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x00>alert(1)</script>",
    "<script/x>alert(1)</script/x>",
    "<p>文<script>alert(1)",
    "<img src=x onerror=alert(1)>",
    "<img src=https://x.cn/1.gif>",
    "<IMG SRC=`javascript:alert(1)`>",
    "<img/src/onerror=alert(1)>",
    '<p onclick="alert(1)">文</p>',
    "<p/onmouseover=alert(1)>文</p>",
    '<p style="background:url(javascript:alert(1))">文</p>',
    "<style>@import 'https://x.cn/a.css';</style>文",
    '<link rel="stylesheet" href="https://x.cn/a.css">文',
    '<base href="https://x.cn/">文',
    '<meta http-equiv="refresh" content="0;url=https://x.cn">文',
    '<a href="javascript:alert(1)">文</a>',
    '<a href="JaVaScRiPt:alert(1)">文</a>',
    '<a href=" javascript:alert(1)">文</a>',
    '<a href="java\tscript:alert(1)">文</a>',
    '<a href="java\nscript:alert(1)">文</a>',
    '<a href="&#106;avascript:alert(1)">文</a>',
    '<a href="&#x6A;avascript&colon;alert(1)">文</a>',
    '<a href="\x01javascript:alert(1)">文</a>',
    '<a href="vbscript:msgbox(1)">文</a>',
    '<a href="data:text/html,<script>alert(1)</script>">文</a>',
    '<a href="file:///etc/passwd">文</a>',
    '<a href="blob:https://x.cn/1">文</a>',
    '<a href="//x.cn/">文</a>',
    '<a href="/admin/logout/">文</a>',
    '<a href="\\\\x.cn">文</a>',
    '<a href="#site">文</a>',
    '<a href="https://x.cn" target="_blank" ping="https://x.cn/p" download>文</a>',
    '<a href="https://x.cn/" onfocus=alert(1) autofocus tabindex=1>文</a>',
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>文",
    '<svg><a xlink:href="javascript:alert(1)"><text>文</text></a></svg>',
    "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math href='javascript:alert(1)'>文</math>",
    "<iframe src=javascript:alert(1)></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=javascript:alert(1)></object>",
    "<embed src=//x.cn/x.swf>",
    "<form action=//x.cn><input name=password><button formaction=javascript:alert(1)>文</button></form>",
    "<video src=x onerror=alert(1)><source onerror=alert(1)></video>",
    "<audio autoplay onplay=alert(1) src=//x.cn/a.mp3></audio>",
    "<details open ontoggle=alert(1)>文</details>",
    "<marquee onstart=alert(1)>文</marquee>",
    "<body onload=alert(1)>文",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>文",
    '<table background="javascript:alert(1)"><tr><td background="x">文</td></tr></table>',
    '<td colspan="2" style="x" onclick=alert(1)>文',
    "<div><b onclick=alert(1)>文</b></div>",
    "<b/onclick=alert(1)>文</b>",
    '<i style="x">文</i>',
    '<h1 id="site" name="x">文</h1>',
    '<p class="center evil">文</p>',
    '<p id="x" title="x" lang="en" dir="rtl" data-x="1" aria-label="x" role="x" contenteditable>文</p>',
    "<p slot=x is=x itemprop=x xmlns:x=x x:y=z>文</p>",
    "<p>文</p><plaintext><img src=x onerror=alert(1)>",
]  # fmt: skip
TAGS = BLOCKS | INLINE | PARTS
ATTRIBUTES = {
    "a": {"href", "rel"},
    "p": {"class"},
    "td": {"class", "colspan", "rowspan"},
    "th": {"class", "colspan", "rowspan", "scope"},
    "ol": {"start"},
}
CLASSES = {"center", "right", "noindent"}
LINK = re.compile(r"(https?|mailto):.*", re.IGNORECASE | re.DOTALL)
PIECES = [
    *(f"<{tag}>" for tag in ("p", "h1", "h3", "div", "span", "b", "strong", "em", "ul", "ol", "li", "table", "tr")),
    *(f"</{tag}>" for tag in ("p", "h1", "h3", "div", "span", "b", "strong", "em", "ul", "ol", "li", "table", "tr")),
    *("<td>", "<th>", "</td>", "<caption>", "<blockquote>", "</blockquote>", "<br>", "<svg>", "<math>", "<style>"),
    *('<a href="https://x.cn/?a>b&c">', '<a href="javascript:x">', "</a>", "<script>", "</script>", "<template>"),
    *("<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&amp;", "&nbsp;", "&#60;", "&", "<", ">", '"', "'", "文", "字 "),
    *("\n", " ", "<p>【图1】</p>", "<p>【图2】</p>", '<p class="center x" style="x" title="x" lang="zh">', "\x00"),
]  # fmt: skip
soup = st.lists(st.sampled_from(PIECES) | st.sampled_from(VECTORS), max_size=12).map("".join)


class Inventory(HTMLParser):
    """Every tag and attribute a strict reader sees, and every tag left open."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.others, self.open = set(), set(), [], []
        self.handle_comment = self.handle_decl = self.handle_pi = self.unknown_decl = self.others.append
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(tag, name, value) for name, value in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def faults(html):
    """What stands in `html` that the allow-list does not name."""
    seen = Inventory(html)
    return [
        *(seen.tags - TAGS),
        *seen.others,
        *seen.open,
        *(item for item in seen.attributes if item[1] not in ATTRIBUTES.get(item[0], set())),
        *(value for _tag, name, value in seen.attributes if name == "href" and not LINK.fullmatch(value)),
        *(
            value
            for _t, name, value in seen.attributes
            if name == "class" and not set(value.split()) <= CLASSES
        ),
        *(value for _t, name, value in seen.attributes if name == "rel" and value != "noopener noreferrer"),
    ]


def test_the_vectors_are_faulty_before_they_are_cleaned():
    harmless = [vector for vector in VECTORS if not raises_or_faults(vector)]
    assert harmless == TEXT_LIKE_MARKUP


def raises_or_faults(html):
    try:
        return faults(html)
    except (AssertionError, IndexError):
        return ["not well-formed"]


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_unsafe_survives(vector):
    assert faults(clean(vector)) == []
    assert faults(clean(f"<p>前</p>{vector}<p>后</p>")) == []


@pytest.mark.parametrize("vector", VECTORS)
def test_text_is_never_taken_for_markup(vector):
    assert faults(paragraph(vector.replace("\x00", ""))) == []


@settings(max_examples=300, deadline=None)
@given(soup)
def test_whatever_is_pasted_comes_out_safe_and_stays_as_it_is(html):
    once = clean(html)
    assert faults(once) == []
    assert clean(once) == once
    assert "".join(blocks(once)) == once


@settings(max_examples=100, deadline=None)
@given(cleaned())
def test_what_editors_write_is_kept(html):
    assert clean(html) == html


@pytest.mark.parametrize("attribute", ["title", "lang", "style", "id", "name", "dir", "onclick", "data-x"])
@pytest.mark.parametrize("tag", ["p", "h3", "strong", "a", "td"])
def test_such_an_attribute_survives_nowhere(tag, attribute):
    element = f'<{tag} {attribute}="evil">文</{tag}>'
    html = f"<table><tr>{element}</tr></table>" if tag == "td" else element
    assert "evil" not in clean(html)
    assert plain(clean(html)) == "文"


@pytest.mark.parametrize(
    "tag", ["script", "style", "iframe", "object", "svg", "math", "textarea", "noscript"]
)
def test_the_content_of_such_an_element_goes_with_it(tag):
    assert clean(f"<p>前</p><{tag}>evil</{tag}><p>后</p>") == "<p>前</p><p>后</p>"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("文字", "<p>文字</p>"),
        ("<div>一</div><div>二</div>", "<p>一</p><p>二</p>"),
        ("<h1>题</h1><h2>题</h2>", "<h3>题</h3><h3>题</h3>"),
        ("<p><b>粗</b><i>斜</i><strike>删</strike></p>", "<p><strong>粗</strong><em>斜</em><s>删</s></p>"),
        ("<p>一</p>\n\n<p> </p><p>&nbsp;</p><p><br></p><p>二</p>", "<p>一</p><p>二</p>"),
        ("前<p>一</p>后", "<p>前</p><p>一</p><p>后</p>"),
        ("<strong>前<p>一</p></strong>后", "<p><strong>前</strong></p><p>一</p><p>后</p>"),
        ("<li>一</li><li>二</li>", "<ul><li>一</li><li>二</li></ul>"),
        ("<p class='center'>中</p><p class='x'>左</p>", '<p class="center">中</p><p class="">左</p>'),
        ('<p>图<img src="https://x.cn/1.jpg">文</p>', "<p>图文</p>"),
        ("<p>1 < 2 & 3 > 2</p>", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        (
            '<p><a href="https://x.cn/?a=1&b=2">文</a></p>',
            '<p><a href="https://x.cn/?a=1&amp;b=2" rel="noopener noreferrer">文</a></p>',
        ),
    ],
)
def test_what_becomes_of_a_paste(pasted, kept):
    assert clean(pasted) == kept


def test_plain_text_has_one_line_a_block():
    html = "<h3>题</h3><p>一 &lt;b&gt;<br>二</p><ul><li>甲</li><li>乙</li></ul><p>三</p>"
    assert plain(html).split("\n") == ["题", "一 <b>", "二", "甲", "乙", "三"]


@settings(max_examples=200, deadline=None)
@given(cleaned(), st.data())
def test_marks_are_joined_and_split_again(html, data):
    after = data.draw(st.lists(st.integers(0, len(blocks(html))), max_size=12))
    marked = join_marks(html, after)
    assert split_marks(marked, len(after)) == (html, after)
    assert clean(marked) == marked


def test_pictures_where_they_stand_by_default_get_no_mark():
    assert join_marks("<p>一</p><p>二</p>", [0, 2, 2]) == "<p>一</p><p>二</p>"


def test_marks_say_where_pictures_stand():
    html = "<p>一</p><p>【图2】</p><p>二</p><p>【图1】</p><p>【图9】</p>"
    assert split_marks(html, 3) == ("<p>一</p><p>二</p><p>【图9】</p>", [2, 1, 3])


def test_the_first_of_two_equal_marks_counts():
    assert split_marks("<p>【图1】</p><p>一</p><p>【图1】</p>", 1) == ("<p>一</p>", [0])
