"""Changes of a forum's run: rows added, moved, deleted, approved. What is refused is shown again, nothing typed is lost."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from briefings.admin.forum_doors import for_forum_editors
from briefings.admin.running import screen
from briefings.forms.running import IN_SESSIONS, CommentForm, SessionForm
from briefings.models import Comment, Conflict, Quote, Session, Talk, run

ROW = re.compile(r"(session|talk|comment|quote)-([0-9]{1,18})")
MODELS = {model._meta.model_name: model for model in (Session, Talk, Comment, Quote)}
FORMS = {form.do: form for form in (SessionForm, *IN_SESSIONS)}
TYPED = ("title", "heading", "who", "text", "quotes")


@for_forum_editors
@require_POST
def arrange(request, forum):
    """`do` names the change, `row` what it is about, as talk-12; for what is added, the session."""
    do = request.POST.get("do", "")
    try:
        if do == "approve-all":
            return _approve_all(request, forum)
        if do in FORMS:
            return _add(request, forum, FORMS[do])
        if do in VERBS:
            return _back(forum, VERBS[do](request, _row(forum, request.POST.get("row", ""))))
    except Conflict as error:
        return _gone(request, forum, error)
    raise Http404


def _row(forum, ref):
    """A row of this forum. Raises Conflict, the same for one that is gone and for one of another forum."""
    found = ROW.fullmatch(ref)
    if not found:
        raise Http404
    model = MODELS[found[1]]
    rows = model.objects.select_related("forum" if model is Session else "session__forum")
    place = {"forum": forum} if model is Session else {"session__forum": forum}
    row = rows.filter(pk=found[2], **place).first()
    if row is None:
        raise Conflict(_("Somebody deleted this meanwhile: nothing was changed."))
    return row


def _back(forum, row=None):
    place = f"#{row._meta.model_name}-{row.pk}" if row else ""
    return redirect(reverse("admin:briefings_forum_run", args=[forum.pk]) + place)


def _add(request, forum, form_class):
    form = _form(request, forum, form_class)
    if not form.is_valid():
        return screen(request, forum, 422, sent=form.focus())
    try:
        rows = form.add()
    except ValidationError as error:
        form.add_error(None, error.messages)
        return screen(request, forum, 422, sent=form.focus())
    messages.success(request, _("Added: %(what)s") % {"what": "；".join(map(_told, rows))})
    for doubt in form.doubts:
        messages.warning(request, doubt)
    return _back(forum, rows[0] if type(rows[0]) in MODELS.values() else form.place)


def _form(request, forum, form_class):
    if form_class is SessionForm:
        return form_class(request.POST, place=forum)
    session = _row(forum, request.POST.get("row", ""))
    if not isinstance(session, Session):
        raise Http404
    session.forum = forum
    if form_class is CommentForm:
        talks = Talk.objects.filter(session__forum=forum).order_by("session__position", "position", "pk")
        return form_class(request.POST, place=session, talks=talks)
    return form_class(request.POST, place=session)


def _told(row):
    """A new row in a sentence, with those billed as they were understood."""
    if isinstance(row, Quote):
        return f"{row} ——{row.name}"
    people = row.speakers.all() if isinstance(row, Talk) else [row] if hasattr(row, "organization") else []
    named = "、".join(f"{one.organization}{one.title}{one.name}" for one in people)
    return " ".join(filter(None, (str(row) if row not in people else "", named)))


def _gone(request, forum, error):
    """The page as it is now, with what was typed for a row that isn't there."""
    messages.error(request, str(error))
    typed = "\n".join(filter(None, (request.POST.get(name, "") for name in TYPED)))
    return screen(request, forum, 404, typed=typed)


def _move(request, row, step):
    run.move(row, step)
    return row


def _delete(request, row):
    run.delete(row)
    messages.success(request, _("Deleted: %(what)s") % {"what": row})
    return None if isinstance(row, Session) else row.session


def _approve(request, row):
    """In the words the page showed, or not at all."""
    if not isinstance(row, Quote):
        raise Http404
    same = Quote.objects.filter(pk=row.pk, revision=row.revision)
    shown = request.POST.get("shown") == row.as_shown
    if not (row.approved_by_id or (shown and same.approve(request.user))):
        messages.warning(request, _("Somebody saved this after you opened it."))
    return row


def _approve_all(request, forum):
    """Those the page showed, in its words; others wait to be read."""
    shown = set(request.POST.getlist("shown"))
    with run.changing(forum):
        waiting = Quote.objects.filter(session__forum=forum, approved_by=None)
        same = [quote.pk for quote in waiting.select_for_update(of=("self",)) if quote.as_shown in shown]
        count = Quote.objects.filter(pk__in=same).approve(request.user)
    sentence = ngettext("%(count)s quote approved.", "%(count)s quotes approved.", count)
    messages.success(request, sentence % {"count": count})
    return _back(forum)


VERBS = {
    "up": lambda request, row: _move(request, row, -1),
    "down": lambda request, row: _move(request, row, 1),
    "delete": _delete,
    "approve": _approve,
}
