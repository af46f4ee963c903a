"""Records into an issue: the first time, and again with what is new. What editors wrote or deleted stays so."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from briefings.compose.plan import compiled_by, read_plan
from briefings.models import Article, ArticlePhoto, Composed, Conflict, Forum, Issue, Occasion, Section
from briefings.models.outline import number
from briefings.models.section import new_key, write_article


def compose(forum, series, by, *, another=False):
    """The next Issue of a Series, a draft that says what the forum's records say, in one transaction.

    Raises Conflict if the forum has an issue already and `another` one wasn't asked for.
    """
    with transaction.atomic():
        forum = (
            Forum.objects.select_for_update(of=("self",))
            .select_related("cohort", "duty_group")
            .filter(pk=forum.pk)
            .first()
        )
        if forum is None:
            raise Conflict(_("Somebody deleted this meanwhile: nothing was changed."))
        if not another and forum.issues.exists():
            raise Conflict(_("This forum has a briefing already."))
        issue = Issue.begin(
            series, forum.cohort, forum=forum, theme=forum.theme, compiled_by=compiled_by(forum)
        )
        issue.save()
        compose_again(issue, by)
    return issue


def compose_again(issue, by):
    """Add the records that don't stand in the issue yet; returns how many were new. Raises Conflict."""
    with issue.editing(by, Occasion.COMPOSE, note=_("from the forum's records")):
        parts = read_plan(issue.forum_id)
        writer = _Writer(issue, parts)
        for part in parts:
            writer.add(part)
        Composed.objects.bulk_create(writer.composed)
    return len(writer.composed)


class _Writer:
    """Puts what is new beside what the same part of the forum gave before."""

    def __init__(self, issue, parts):
        self.issue = issue
        self.known = dict(issue.composed.values_list("source", "article_key"))
        self.composed = []
        self.sections = list(issue.sections.prefetch_related("articles"))
        self.homes = {part: self._home(part) for part in parts}
        self.last = None  # the section of the part before

    def add(self, part):
        fresh = any(piece.source not in self.known for piece in part.pieces)
        section = self.homes[part] or (self._namesake(part) or self._new_section(part) if fresh else None)
        self.homes[part] = section
        if fresh:
            self._add_articles(part, section)
        for piece in part.pieces:
            self._add_pictures(piece)
        self.last = section or self.last

    def _home(self, part):
        """Where pieces of this part stand: under its heading, else where most of them are; None if nowhere."""
        keys = {self.known[piece.source] for piece in part.pieces if piece.source in self.known}
        held = {row: sum(each.key in keys for each in row.articles.all()) for row in self.sections}
        holding = [row for row in self.sections if held[row]]
        return max(holding, key=lambda row: (row.heading == part.heading, held[row]), default=None)

    def _namesake(self, part):
        """A section of its heading that no other part has."""
        taken = set(filter(None, self.homes.values()))
        named = (row for row in self.sections if row.heading == part.heading and row not in taken)
        return next(named, None)

    def _new_section(self, part):
        section = Section.objects.create(issue=self.issue, heading=part.heading)
        place = self.sections.index(self.last) + 1 if self.last else 0
        self.sections.insert(place, section)
        number(self.sections)
        return section

    def _add_articles(self, part, section):
        rows = list(section.articles.all())
        keys = {self.known.get(piece.source) for piece in part.pieces}
        place = 0 if any(row.key in keys for row in rows) else len(rows)
        for piece in part.pieces:
            key = self.known.get(piece.source)
            if key is None:
                key = new_key()
                rows.insert(place, write_article(section, place, piece.article, key))
                self._note(piece, key)
            place = next((n + 1 for n, row in enumerate(rows) if row.key == key), place)
        number(rows)

    def _add_pictures(self, piece):
        """The photos that are new, behind those its article has; none if the editors deleted it."""
        key = self.known[piece.source]
        fresh = [each for each in piece.pictures if each.source not in self.known]
        article = Article.objects.filter(section__issue=self.issue, key=key).first() if fresh else None
        if article is None:
            return
        Article.objects.filter(pk=article.pk).update(revision=F("revision") + 1)
        position = article.pictures.count()
        ArticlePhoto.objects.bulk_create(
            ArticlePhoto.of(each.picture, article, position + n) for n, each in enumerate(fresh)
        )
        for each in fresh:
            self._note(each, key)

    def _note(self, piece, key):
        self.known[piece.source] = key
        self.composed.append(
            Composed(issue=self.issue, source=piece.source, digest=piece.digest, article_key=key)
        )
