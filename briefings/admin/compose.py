"""The compose screen: outline, one form at a time, preview. A save that comes too late keeps its text."""

from copy import copy

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from briefings.admin.doors import for_staff, may_delete, may_edit, may_record, page
from briefings.admin.outlining import name, outline
from briefings.exports.layout import article_anchor
from briefings.forms.article import ArticlePage
from briefings.forms.masthead import MastheadForm
from briefings.forms.pictures import keep_uploads
from briefings.models import Article, Conflict, Issue
from briefings.richtext import plain

# CKEditor writes scripts and styles into its page: the only page that allows it.
EDITOR_CSP = settings.SECURE_CSP | {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
}


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def masthead(request, issue):
    """Masthead and distribution; for those who may not edit now, the review page instead."""
    if not _writing(request, issue):
        return redirect("admin:briefings_issue_review", issue.pk)
    posted = request.method == "POST"
    form = MastheadForm(request.POST if posted else None, instance=copy(issue))  # a form writes into it
    if posted and form.is_valid():
        try:
            issue.save_masthead(form.values(), revision=form.cleaned_data["revision"], by=request.user)
        except Conflict as error:
            return _masthead_conflict(request, issue, error)
        messages.success(request, _("Masthead saved."))
        return redirect("admin:briefings_issue_compose", issue.pk)
    return _screen(request, "masthead", issue, _masthead_context(request, issue, form))


def _masthead_context(request, issue, form):
    user = request.user
    return {
        "form": form,
        "may_delete": may_delete(user, issue),
        "may_record": may_record(user, issue),
    }


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def article(request, issue, article):
    """The form of one article."""
    parts = outline(issue)
    row = _article(request, parts, article)
    if not _writing(request, issue):
        return redirect("admin:briefings_issue_review", issue.pk)
    if row is None:
        return _gone(request, issue)
    if request.method != "POST":
        return _article_screen(request, issue, row, ArticlePage(row), parts=parts)
    data = request.POST.copy()
    for sentence in keep_uploads(data, request.FILES, cohort=issue.cohort, by=request.user):
        messages.error(request, sentence)
    sent = ArticlePage(row, data)
    if not sent.is_valid():
        return _article_screen(request, issue, row, sent)
    try:
        sent.save(request.user)
    except Conflict as error:
        return _article_conflict(request, issue, sent.again(), error)
    messages.success(request, _("Article saved."))
    return redirect("admin:briefings_issue_article", issue.pk, row.pk)


def _writing(request, issue):
    """Whether to show the form: to editors of a draft, and to those who send a text too late."""
    return may_edit(request.user, issue) and (issue.is_draft or request.method == "POST")


def _article(request, parts, pk):
    """The article; after a restore the one of the same key; None if a text was sent for one that is gone."""
    rows = [piece.article for part in parts for piece in part.pieces]
    found = next((row for row in rows if row.pk == pk), None)
    if found:
        return found
    if request.method != "POST" or Article.objects.filter(pk=pk).exists():
        raise Http404
    return next((row for row in rows if row.key == request.POST.get("key")), None)


def _article_screen(request, issue, row, sent, status=200, **context):
    context |= {"sent": sent, "article": row, "section": row.section, "media": sent.form.media}
    context |= {"anchor": article_anchor(row.document(), 0, 0)}
    response = _screen(request, "article", issue, context, status)
    response._csp_config = EDITOR_CSP
    return response


def _screen(request, template, issue, context, status=200):
    headings = issue.series.issues.order_by().values_list("sections__heading", flat=True).distinct()
    return page(
        request,
        template,
        {
            "issue": issue,
            "title": str(issue),
            "parts": context.get("parts") or outline(issue),
            "headings": sorted(filter(None, headings)),
            "moves": [rule for rule, why_not in issue.moves_for(request.user) if not why_not],
            **context,
        },
        status,
    )


def _article_conflict(request, issue, sent, error):
    """Both texts side by side; what was sent stays in the form, ready to be saved over the other."""
    theirs = Article.objects.prefetch_related("bylines").get(pk=sent.article.pk)
    return _article_screen(
        request,
        issue,
        sent.article,
        sent,
        409,
        conflict=error,
        newest=issue.versions.select_related("by__person").first(),
        pairs=[
            (_("title"), theirs.title, sent.form["title"].value()),
            (
                _("byline"),
                name(theirs),
                "、".join(filter(None, (row["name"].value() for row in sent.bylines))),
            ),
            (_("text"), plain(theirs.html), plain(sent.form["html"].value() or "")),
        ],
    )


def _masthead_conflict(request, issue, error):
    current = Issue.objects.select_related("series", "cohort").get(pk=issue.pk)
    data = request.POST.copy()
    data["revision"] = current.revision
    form = MastheadForm(data, instance=copy(current))
    theirs = MastheadForm(instance=current)
    pairs = [
        (field.label, theirs[field.name].value() or "", field.value() or "")
        for field in form.visible_fields()
        if str(theirs[field.name].value() or "") != str(field.value() or "")
    ]
    newest = current.versions.select_related("by__person").first()
    return _screen(
        request, "masthead", current, {"form": form, "conflict": error, "newest": newest, "pairs": pairs}, 409
    )


def _gone(request, issue):
    """An article that was deleted meanwhile: what was typed is shown, to be copied."""
    sent = [request.POST.get(field, "") for field in ("title", "subtitle", "html")]
    if not any(sent):
        raise Http404
    title, subtitle, html = sent
    context = {
        "issue": issue,
        "title": _("This article was deleted meanwhile"),
        "typed": "\n".join([title, subtitle, plain(html)]),
    }
    return page(request, "gone", context, 409)
