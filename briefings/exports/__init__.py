"""Renderers: a Document and its pictures in, bytes out. EXPORTS is the table of formats."""

from collections.abc import Callable
from dataclasses import dataclass

from briefings.document import Document
from briefings.exports import text, web
from briefings.exports.media import Media

__all__ = ["EXPORTS", "Export", "Media"]


@dataclass(frozen=True, slots=True)
class Export:
    """A format: its renderer, what the bytes are called in HTTP, and in a file's name."""

    render: Callable[[Document, Media], bytes]
    content_type: str
    extension: str


def _json(document: Document, media: Media) -> bytes:
    return document.to_json().encode()


EXPORTS: dict[str, Export] = {
    "json": Export(_json, "application/json", "json"),
    "html": Export(web.standalone, "text/html; charset=utf-8", "html"),
    "text": Export(text.render, "text/plain; charset=utf-8", "txt"),
}
