"""What a forum's records say today that an issue composed from them doesn't: new, changed, gone."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from briefings.compose.plan import Pictured, read_plan, records
from briefings.exports.layout import unbroken
from briefings.models import Article
from briefings.richtext import plain


class State(TextChoices):
    NEW = "new", _("not in the issue yet")
    CHANGED = "changed", _("changed since")
    GONE = "gone", _("no longer among the records")


@dataclass(frozen=True, slots=True)
class Change:
    """A record that differs; `article` is where it stands in the issue, `text` what the record says now."""

    source: str
    digest: str  # of what it says now; "" once it is gone
    state: State
    heading: str
    label: str
    text: str = ""
    article: Article | None = None


def changes(issue):
    """The Changes of an issue composed from a forum, in the order of the forum. What editors took out is theirs."""
    composed = {row.source: row for row in issue.composed.all()}
    standing = _Standing(issue, composed)
    found, planned = [], set()
    for part, piece, each in records(read_plan(issue.forum_id)):
        planned.add(each.source)
        row, article = composed.get(each.source), standing.article(each.source)
        if row is None and (each is piece or standing.may_hold(piece.source)):
            found.append(_change(each, State.NEW, part))
        elif article and row.digest != each.digest:
            found.append(_change(each, State.CHANGED, part, article))
    return found + [
        Change(source, "", State.GONE, article.section.heading, str(article), article=article)
        for source, row in composed.items()
        if source not in planned and row.digest and (article := standing.article(source))
    ]


def take_note(issue, seen):
    """The editors have seen to these, {source: the digest they were shown}: no news until a record says something else."""
    for source, digest in seen.items():
        issue.composed.filter(source=source).update(digest=digest)


class _Standing:
    """Which records stand in an issue, and where."""

    def __init__(self, issue, composed):
        rows = Article.objects.filter(section__issue=issue).select_related("section")
        self.articles = {row.key: row for row in rows.prefetch_related("pictures")}
        self.composed = composed

    def article(self, source):
        """The article of a composed record; None where the editors took it, or the photo, out."""
        article = self.articles.get(self.composed[source].article_key) if source in self.composed else None
        kind, _colon, photo = source.partition(":")
        if article and kind == "photo" and photo not in {str(one.photo_id) for one in article.pictures.all()}:
            return None
        return article

    def may_hold(self, source):
        """Whether a photo can be added to it: not where the editors deleted the article."""
        return source not in self.composed or self.article(source) is not None


def _change(each, state, part, article=None):
    if isinstance(each, Pictured):
        words = each.picture.caption or each.picture.alt
        return Change(each.source, each.digest, state, part.heading, words, article=article)
    names = "、".join(byline.name for byline in each.article.bylines)
    text = plain(each.article.html)
    label = unbroken(each.article.title) or names or text[:24]
    return Change(each.source, each.digest, state, part.heading, label, text, article)
