"""What a reader understood of a text, in the words of the page that asks whether it is right."""

from briefings.admin.consequences import SHORT
from briefings.exports.layout import unbroken
from briefings.models import Kind
from briefings.richtext import blocks, plain


def understood(imported, text):
    """The context of the review page."""
    document = imported.document
    head = document.masthead
    return {
        "masthead": [head.cohort, unbroken(head.theme), head.series, head.number_label, head.date],
        "sections": [
            (section.heading, [_piece(article) for article in section.articles])
            for section in document.sections
        ],
        "distribution": [(SHORT[line.kind], line.names) for line in document.distribution],
        "unsure": imported.unsure,
        "characters": sum(1 for character in text if not character.isspace()),
    }


def _piece(article):
    bylines = [(byline, f"{byline.organization} {byline.title}".strip()) for byline in article.bylines]
    return {
        "title": unbroken(article.title) or plain(article.html)[:24],
        "kind": Kind(article.kind.value).label,
        "subtitle": article.subtitle,
        "bylines": bylines,
        "paragraphs": len(blocks(article.html)),
        "pictures": len(article.pictures),
    }
