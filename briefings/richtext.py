"""The one rich-text field: its widget, and the allow-list that cleans whatever comes in.

Stored HTML is a run of top-level blocks with nothing between them: `clean()` makes it so,
`blocks()` takes it apart again. Pictures are rows; a paragraph 【图2】 marks where picture 2 stands.
"""

import html as entities
import re
from html.parser import HTMLParser

import nh3
from ckeditor.fields import RichTextField as CKEditorField

BLOCKS = {"p", "h3", "h4", "blockquote", "ul", "ol", "table"}
INLINE = {"br", "strong", "em", "u", "s", "sub", "sup", "a"}
PARTS = {"li", "caption", "thead", "tbody", "tr", "th", "td"}
CELL = {"colspan", "rowspan"}
VOID = {"br"}
ROUNDS = 5  # what is nested wrongly settles when it is parsed again
MARK = re.compile(r"<p>【图(\d{1,2})】</p>")
STRONG = re.compile(r"[*][*](.+?)[*][*]")
ALIASES = (
    ("b", "strong"),
    ("i", "em"),
    ("strike", "s"),
    ("del", "s"),
    ("h1", "h3"),
    ("h2", "h3"),
    ("div", "p"),
)


class RichTextField(CKEditorField):  # type: ignore[misc]  # django-ckeditor has no types
    """HTML of the allow-list, edited with django-ckeditor and cleaned before it is stored."""

    def get_prep_value(self, value: str | None) -> str | None:
        value = super().get_prep_value(value)
        return clean(value) if value else value


def clean(html: str) -> str:
    """The blocks of `html` that the allow-list lets through; loose text becomes paragraphs."""
    html = html.replace("\x00", "").replace("\r", "")
    for old, new in ALIASES:
        html = re.sub(rf"<(/?){old}(?=[\s>/])", rf"<\1{new}", html, flags=re.IGNORECASE)
    for _round in range(ROUNDS):
        before, html = html, "".join(blocks(_allowed(html)))
        if html == before:
            break
    return html


def _allowed(html: str) -> str:
    """Well-formed HTML of what the allow-list names."""
    return nh3.clean(
        html,
        tags=BLOCKS | INLINE | PARTS,
        attributes={"*": set(), "a": {"href"}, "td": CELL, "th": CELL | {"scope"}, "ol": {"start"}},
        allowed_classes={
            "p": {"center", "right", "noindent"},
            "td": {"center", "right"},
            "th": {"center", "right"},
        },
        generic_attribute_prefixes=set(),
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        clean_content_tags={"script", "style", "iframe", "object", "noscript", "svg", "math", "textarea"},
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


def blocks(html: str) -> list[str]:
    """The top-level blocks of cleaned HTML, in order; empty paragraphs are dropped."""
    splitter = _Splitter()
    splitter.feed(html)
    splitter.close()
    splitter.end_loose()
    return splitter.found


def plain(html: str) -> str:
    """The text of `html`, one line per block, cell or item."""
    text = re.sub(r"<br\s*/?>|</(?:p|h3|h4|li|td|th|tr|caption|blockquote)>", "\n", html)
    text = entities.unescape(re.sub(r"<[^>]+>", "", text))
    return re.sub(r"\n\s*\n+", "\n", text).strip("\n")


def paragraph(text: str) -> str:
    """One paragraph of plain text; **x** is strong."""
    return "<p>" + STRONG.sub(r"<strong>\1</strong>", entities.escape(text, quote=False)) + "</p>"


def split_marks(html: str, pictures: int) -> tuple[str, list[int]]:
    """HTML without the marks of its `pictures`, and for each how many blocks stand before it.

    Unmarked ones: the first before the text, the rest after it.
    """
    kept: list[str] = []
    places: dict[int, int] = {}
    for block in blocks(html):
        mark = MARK.fullmatch(block)
        if mark and 1 <= int(mark[1]) <= pictures:
            places.setdefault(int(mark[1]) - 1, len(kept))
        else:
            kept.append(block)
    return "".join(kept), [places.get(n, 0 if n == 0 else len(kept)) for n in range(pictures)]


def join_marks(html: str, after: list[int]) -> str:
    """The inverse of `split_marks`: only pictures that stand elsewhere than by default get a mark."""
    parts = blocks(html)
    marked: list[str] = []
    for place in range(len(parts) + 1):
        marked += [
            f"<p>【图{n + 1}】</p>"
            for n, wanted in enumerate(after)
            if wanted == place and wanted != (0 if n == 0 else len(parts))
        ]
        marked += parts[place : place + 1]
    return "".join(marked)


class _Splitter(HTMLParser):
    """Cuts cleaned HTML at its top-level blocks, wrapping what is loose in paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self.open: list[str] = []
        self.buffer = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS and not any(name in BLOCKS for name in self.open):
            self.end_loose()
        self.buffer += self.get_starttag_text() or ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.open:  # closed with the loose text before a block
            return
        self.buffer += f"</{tag}>"
        while self.open.pop() != tag:
            pass
        if tag in BLOCKS and not self.open:
            self._keep(self.buffer)

    def handle_data(self, data: str) -> None:
        self.buffer += data

    def handle_entityref(self, name: str) -> None:
        self.buffer += f"&{name};"

    def handle_charref(self, name: str) -> None:
        self.buffer += f"&#{name};"

    def end_loose(self) -> None:
        """Close what stands outside any block as a paragraph, or list, of its own."""
        if plain(self.buffer).strip():
            ends = "".join(f"</{tag}>" for tag in reversed(self.open))
            block = "ul" if "<li" in self.buffer else "p"
            self._keep(f"<{block}>{self.buffer.strip()}{ends}</{block}>")
        self.buffer, self.open = "", []

    def _keep(self, block: str) -> None:
        if plain(block).replace("\xa0", " ").strip():
            self.found.append(block.strip())
        self.buffer = ""
