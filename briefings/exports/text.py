"""Document → plain text as editors pass it on: one paragraph a block, readable by imports.text again."""

import re

from briefings.document import Article, ArticleKind, Byline, DistributionKind, Document, Masthead, Picture
from briefings.exports import layout
from briefings.exports.media import Media
from briefings.richtext import plain

LABELS = {DistributionKind.REPORT: "报", DistributionKind.SEND: "送", DistributionKind.DISTRIBUTE: "发"}
STRONG = re.compile(r"</?strong>")
BETWEEN_CELLS = re.compile(r"</t[dh]>(?=\s*<t[dh])")


def render(document: Document, media: Media) -> bytes:
    """The issue in UTF-8. Pictures are the marks 【图1：caption】 of where they stand."""
    blocks = [*_masthead(document.masthead)]
    end = layout.end_of_words(document)
    compiled_by = [f"（{document.compiled_by}）"] if document.compiled_by else []
    for n, section in enumerate(document.sections):
        blocks.append(f"【{section.heading}】")
        for m, article in enumerate(section.articles):
            blocks += _article(article)
            blocks += compiled_by if (n, m) == end else []
    blocks += compiled_by if end is None else []
    return ("\n\n".join([*blocks, *_colophon(document)]) + "\n").encode()


def _masthead(head: Masthead) -> list[str]:
    date = layout.printed_date(head.date)
    return [
        line
        for line in (
            head.cohort,
            layout.unbroken(head.theme),
            head.series,
            head.number_label,
            f"（总第{head.cumulative}期）" if head.cumulative else "",
            f"（{date}）" if date else "",
            head.issuer,
            head.marking,
        )
        if line
    ]


def _article(article: Article) -> list[str]:
    title = [layout.unbroken(article.title)] if article.title else []
    subtitle = [f"——{article.subtitle}"] if article.subtitle else []
    body = _body(article)
    if article.kind == ArticleKind.QUOTE:
        signed = "、".join(_billed(byline) for byline in article.bylines)
        return [*title, *subtitle, *body, *([f"——{signed}"] if signed else [])]
    return [*title, *subtitle, *_bylines(article, body), *body]


def _bylines(article: Article, body: list[str]) -> list[str]:
    """The byline's block; a comment that opens by saying who speaks needs none."""
    lines = [_billed(byline) for byline in article.bylines]
    opening = body[0][:60] if body else ""
    if article.kind == ArticleKind.COMMENT and any(b.name and b.name in opening for b in article.bylines):
        return []
    return ["\n".join(lines)] if any(lines) else []


def _billed(byline: Byline) -> str:
    """organization title name, with one space before the name."""
    return f"{byline.organization}{byline.title} {byline.name}".strip()


def _body(article: Article) -> list[str]:
    texts: list[str] = []
    number = 0
    for run in layout.flow(article):
        for picture in run.pictures:
            number += 1
            texts.append(_mark(picture, number))
        if run.html:
            marked = BETWEEN_CELLS.sub("\t", STRONG.sub("**", run.html.replace("<li>", "<li>• ")))
            texts += [text for text in plain(marked).splitlines() if text.strip()]
    return texts


def _mark(picture: Picture, number: int) -> str:
    credit = f"（摄影：{picture.credit}）" if picture.credit else ""
    words = picture.caption + credit
    return f"【图{number}：{words}】" if words else f"【图{number}】"


def _colophon(document: Document) -> list[str]:
    credits = document.credits
    named = (
        ("编辑", credits.editor),
        ("审核", "、".join(credits.reviewers)),
        ("签发", credits.signatory),
    )
    return [
        *(f"{LABELS[line.kind]}：{'、'.join(line.names)}" for line in document.distribution),
        *([f"本期增发：{'、'.join(document.added)}"] if document.added else []),
        *([f"共印{document.copies}份"] if document.copies is not None else []),
        *([text] if (text := "　".join(f"{label}：{name}" for label, name in named if name)) else []),
    ]
