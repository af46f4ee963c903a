"""The order of a draft's sections and articles, and how it changes: each change ends with a Version."""

from contextlib import contextmanager

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from briefings.models.moves import Conflict
from briefings.models.section import Article, Section


def add_section(issue, heading, *, by, after=None):
    """A new section behind `after`; at the end if None."""
    with issue.editing(by, note=_("section “%s” added") % heading):
        section = Section(issue=issue, heading=heading)
        _insert(section, issue.sections.all(), after)
    return section


def rename_section(section, heading, *, by):
    note = _("section “%(old)s” renamed “%(new)s”") % _names(section, heading)
    with _changing(section, section.issue, by, note):
        section.heading = heading
        section.save(update_fields=["heading"])


def add_article(section, *, by, after=None, **fields):
    """A new article of a section behind `after`; at the end if None."""
    with _changing(section, section.issue, by, _("article added in “%s”") % section.heading):
        article = Article(section=section, **fields)
        _insert(article, section.articles.all(), after)
    return article


def move_section(section, step, *, by):
    """Let a section change places with its neighbor: step −1 is up, +1 down. At the end it stays."""
    with _changing(section, section.issue, by, _("section “%s” moved") % section.heading):
        shift(section, list(section.issue.sections.all()), step)


def move_article(article, step, *, by):
    """Move an article up (−1) or down (+1); beyond its section it enters the next one there."""
    issue = article.section.issue
    with _changing(article, issue, by, _("article “%s” moved") % str(article)[:80]):
        if shift(article, list(article.section.articles.all()), step):
            return
        sections = list(issue.sections.all())
        place = sections.index(article.section) + step
        if 0 <= place < len(sections):
            _enter(article, sections[place], at_end=step < 0)


def delete_section(section, *, by):
    """Take a section and its articles out; the Version before keeps them."""
    with _changing(section, section.issue, by, _("section “%s” deleted") % section.heading):
        section.delete()


def delete_article(article, *, by):
    """Take an article out; the Version before keeps it."""
    with _changing(article, article.section.issue, by, _("article “%s” deleted") % str(article)[:80]):
        article.delete()


@contextmanager
def _changing(row, issue, by, note):
    """`issue.editing()` with the row as it is by then. Raises Conflict, also when somebody deleted it."""
    with issue.editing(by, note=note):
        try:
            row.refresh_from_db()
        except ObjectDoesNotExist as error:
            raise Conflict(_("Somebody deleted this meanwhile: nothing was changed.")) from error
        yield


def _names(section, heading):
    return {"old": section.heading, "new": heading}


def _insert(row, siblings, after):
    rows = list(siblings)
    rows.insert(rows.index(after) + 1 if after in rows else len(rows), row)
    row.position = rows.index(row)
    row.save()
    number(rows)


def shift(row, rows, step):
    """Whether `row` could change places with its neighbor."""
    place = rows.index(row)
    if not 0 <= place + step < len(rows):
        return False
    rows.insert(place + step, rows.pop(place))
    number(rows)
    return True


def _enter(article, section, *, at_end):
    rows = list(section.articles.all())
    rows.insert(len(rows) if at_end else 0, article)
    article.section = section
    article.save(update_fields=["section"])
    number(rows)


def number(rows):
    """Count the rows of one parent from 0, writing those that moved."""
    moved = []
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
            moved.append(row)
    if moved:
        type(moved[0]).objects.bulk_update(moved, ["position"])
