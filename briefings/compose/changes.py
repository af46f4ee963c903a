"""What a forum's records say today that an issue composed from them doesn't: new, changed, gone."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from briefings.compose.plan import plan
from briefings.exports.layout import unbroken
from briefings.models import Article, Forum
from briefings.richtext import plain


class State(TextChoices):
    NEW = "new", _("not in the issue yet")
    CHANGED = "changed", _("changed since")
    GONE = "gone", _("no longer among the records")


@dataclass(frozen=True, slots=True)
class Change:
    """A record that differs; `article` is where it stands in the issue, `text` what the record says now."""

    source: str
    state: State
    heading: str
    label: str
    text: str = ""
    article: Article | None = None


def changes(issue):
    """The Changes of an issue composed from a forum, in the order of the forum. What editors took out is theirs."""
    forum = Forum.objects.with_run().get(pk=issue.forum_id)
    composed = {row.source: row for row in issue.composed.all()}
    articles = {
        row.key: row for row in Article.objects.filter(section__issue=issue).select_related("section")
    }
    found, planned = [], set()
    for part in plan(forum):
        for piece in part.pieces:
            for each in (piece, *piece.pictures):
                planned.add(each.source)
                row = composed.get(each.source)
                article = articles.get(row.article_key) if row else None
                if row is None and _can_be_added(each, piece, composed, articles):
                    found.append(_change(each, State.NEW, part))
                elif article and row.digest != each.digest:
                    found.append(_change(each, State.CHANGED, part, article))
    gone = [(row, articles.get(row.article_key)) for row in composed.values() if row.source not in planned]
    return found + [
        Change(row.source, State.GONE, article.section.heading, str(article), article=article)
        for row, article in gone
        if article
    ]


def take_note(issue, sources):
    """The editors have seen to these: what the records say now is no news any more."""
    forum = Forum.objects.with_run().get(pk=issue.forum_id)
    now = {
        each.source: each.digest
        for part in plan(forum)
        for piece in part.pieces
        for each in (piece, *piece.pictures)
    }
    for row in issue.composed.filter(source__in=sources):
        if row.source in now:
            row.digest = now[row.source]
            row.save(update_fields=["digest"])
        else:
            row.article_key = ""
            row.save(update_fields=["article_key"])


def _can_be_added(each, piece, composed, articles):
    """A photo can't, where the editors deleted the article it would go to."""
    host = composed.get(piece.source)
    return each is piece or host is None or host.article_key in articles


def _change(each, state, part, article=None):
    if hasattr(each, "picture"):
        words = each.picture.caption or each.picture.alt
        return Change(each.source, state, part.heading, words, article=article)
    names = "、".join(byline.name for byline in each.article.bylines)
    text = plain(each.article.html)
    label = unbroken(each.article.title) or names or text[:24]
    return Change(each.source, state, part.heading, label, text, article)
