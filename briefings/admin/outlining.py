"""The left pane of the compose screen: sections and articles with their state, and the changes of their order."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from briefings.admin.doors import for_editors
from briefings.models import Article, Conflict, Kind, Section
from briefings.models import outline as models
from briefings.richtext import plain


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of the outline; `lacking` says what it still needs."""

    article: Article
    name: str
    lacking: str


@dataclass(frozen=True, slots=True)
class Part:
    section: Section
    pieces: tuple[Piece, ...]

    @property
    def lacking(self):
        return any(piece.lacking for piece in self.pieces)


def outline(issue):
    """The Parts of an issue: five queries, whatever its length."""
    sections = issue.sections.prefetch_related("articles__bylines", "articles__pictures__photo")
    return [
        Part(section, tuple(Piece(each, name(each), _lacking(each)) for each in section.articles.all()))
        for section in sections
    ]


def name(article):
    """What an outline calls an article: its person for talks and the like, else its title or first words."""
    billed = "、".join(byline.name for byline in article.bylines.all() if byline.name)
    if article.kind in (Kind.TALK, Kind.COMMENT, Kind.QUOTE) and billed:
        return billed
    title = article.title.replace("|", "") or billed or plain(article.html).strip()[:14]
    return title or article.get_kind_display()


def _lacking(article):
    pictures = article.pictures.all()
    if article.kind == Kind.GALLERY and not pictures:
        return _("no photos")
    if article.kind != Kind.GALLERY and not article.html:
        return _("no text")
    if any(picture.photo_id is None for picture in pictures):
        return _("photo missing")
    nameless = sum(1 for picture in pictures if not picture.caption and article.kind == Kind.GALLERY)
    return (
        ngettext("%(count)s caption missing", "%(count)s captions missing", nameless) % {"count": nameless}
        if nameless
        else ""
    )


@for_editors
@require_POST
def change(request, issue):
    """One structural change; `do` names it, `section` or `article` what it is about."""
    verb = VERBS.get(request.POST.get("do"))
    if verb is None:
        raise Http404
    try:
        shown = verb(issue, request.POST, request.user)
    except Conflict as error:
        messages.error(request, str(error))
        return redirect("admin:briefings_issue_review", issue.pk)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        shown = None
    shown = (
        shown or Article.objects.filter(section__issue=issue, pk=_number(request.POST.get("open"))).first()
    )
    if isinstance(shown, Article):
        return redirect("admin:briefings_issue_article", issue.pk, shown.pk)
    return redirect("admin:briefings_issue_compose", issue.pk)


def _number(text):
    return int(text) if text and re.fullmatch(r"\d{1,18}", text) else None


def _section(issue, data):
    return get_object_or_404(
        Section.objects.select_related("issue"), issue=issue, pk=_number(data.get("section"))
    )


def _article(issue, data):
    articles = Article.objects.select_related("section__issue")
    return get_object_or_404(articles, section__issue=issue, pk=_number(data.get("article")))


def _heading(data):
    heading = data.get("heading", "").strip().strip("【】").strip()
    return Section._meta.get_field("heading").formfield().clean(heading)


def _add_section(issue, data, by):
    after = _section(issue, data) if data.get("section") else None
    section = models.add_section(issue, _heading(data), by=by, after=after)
    return models.add_article(section, by=by)


def _rename_section(issue, data, by):
    models.rename_section(_section(issue, data), _heading(data), by=by)


def _add_article(issue, data, by):
    if data.get("article"):
        before = _article(issue, data)
        return models.add_article(before.section, by=by, after=before, kind=before.kind)
    section = _section(issue, data)
    last = section.articles.last()
    return models.add_article(section, by=by, kind=last.kind if last else Kind.TEXT)


def _delete_section(issue, data, by):
    models.delete_section(_section(issue, data), by=by)


def _delete_article(issue, data, by):
    models.delete_article(_article(issue, data), by=by)


VERBS = {
    "add-section": _add_section,
    "rename-section": _rename_section,
    "section-up": lambda issue, data, by: models.move_section(_section(issue, data), -1, by=by),
    "section-down": lambda issue, data, by: models.move_section(_section(issue, data), 1, by=by),
    "delete-section": _delete_section,
    "add-article": _add_article,
    "article-up": lambda issue, data, by: models.move_article(_article(issue, data), -1, by=by),
    "article-down": lambda issue, data, by: models.move_article(_article(issue, data), 1, by=by),
    "delete-article": _delete_article,
}
