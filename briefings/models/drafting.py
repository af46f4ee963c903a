"""How one article of a draft is written: all of it if nobody did since it was read, or nothing."""

from django.db.models import F
from django.utils.translation import gettext as _

from briefings.models.moves import Conflict
from briefings.models.section import Article, ArticleByline, ArticlePhoto


def save_article(article, values, bylines, pictures, *, revision, by):
    """Write fields, bylines and pictures of an article, each list in its order. Raises Conflict.

    `bylines` and `pictures` are keyword dicts of ArticleByline and ArticlePhoto; they replace what stood there.
    """
    issue = article.section.issue
    with issue.editing(by, note=_note(values, article)):
        claimed = Article.objects.filter(pk=article.pk, section__issue=issue, revision=revision).update(
            revision=F("revision") + 1, **values
        )
        if not claimed:
            raise Conflict(_("Somebody saved this article after you opened it."))
        _replace(ArticleByline, article, bylines)
        _replace(ArticlePhoto, article, [_measured(picture) for picture in pictures])
    article.refresh_from_db()


def _note(values, article):
    return str(values.get("title") or article)[:200]


def _replace(model, article, rows):
    model.objects.filter(article=article).delete()
    model.objects.bulk_create(model(article=article, position=n, **row) for n, row in enumerate(rows))


def _measured(picture):
    photo = picture.get("photo")
    return {**picture, "width": photo.width, "height": photo.height} if photo else picture
