"""A printed issue made the record of its forum: proposed, looked over, and only then written."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from briefings.admin.doors import for_editors, page
from briefings.forms.recording import RecordingPage
from briefings.models import CommentKind, Conflict, SessionKind, SpeakerRole
from briefings.models.arrival import names_for
from briefings.recording.proposal import Quote, Talk
from briefings.recording.writing import propose, record
from briefings.richtext import plain

SHOWN = 60  # characters of a piece without a title


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def to_forum(request, issue):
    """The review of what the issue would be as a record; confirmed, the forum."""
    if not request.user.has_perm("briefings.add_forum", issue):
        raise Http404
    if issue.forum_id:
        messages.info(request, _("This issue has its forum already."))
        return redirect("admin:briefings_forum_run", issue.forum_id)
    sent = _page(request, issue)
    if request.method != "POST" or not sent.is_valid():
        return _show(request, issue, sent)
    try:
        forum = record(issue, sent.reviewed(), sent.people.matches(), by=request.user, forum=sent.forum())
    except Conflict as error:
        sent.event.add_error(None, str(error))
        return _show(request, issue, sent, 409)
    messages.success(request, _("The issue is the record of this forum now. Its own text stays as it was."))
    return redirect("admin:briefings_forum_run", forum.pk)


def _page(request, issue):
    document, names = issue.document(), names_for(issue.cohort)
    return RecordingPage(
        issue,
        propose(issue, document, names),
        names,
        document.sha256(),
        request.POST if request.method == "POST" else None,
        may_add=request.user.has_perm("cohorts.add_person"),
    )


def _show(request, issue, sent, status=200):
    context = {
        "issue": issue,
        "title": _("Make it the record of its forum"),
        "faulty": any(form.errors for form in (sent.event, sent.people, sent.rows)),
        "event": sent.event,
        "people": sent.people.rows(),
        "guests": [_listed(sent.rows, guest) for guest in sent.proposal.guests],
        "sessions": [_session(sent.rows, session) for session in sent.proposal.sessions],
        "photos": len(sent.proposal.photos),
        "left_out": sent.proposal.left_out,
    }
    return page(request, "to_forum", context, status)


def _session(rows, session):
    return {
        "heading": session.heading,
        "kind": SessionKind(session.kind).label,
        "tick": rows.tick(session.key),
        "text": plain(session.html),
        "people": [_listed(rows, named) for named in session.people],
        "pieces": [_piece(rows, row) for row in session.rows],
    }


def _listed(rows, named):
    return {
        "role": SpeakerRole(named.role).label,
        "tick": rows.tick(named.key),
        "cells": rows.cells(named),
    }


def _piece(rows, row):
    text = plain(row.html).replace("\n", " ")
    return {
        "kind": _kind(row),
        "tick": rows.tick(row.key),
        "title": row.title.replace("|", "") if isinstance(row, Talk) else "",
        "subtitle": row.subtitle if isinstance(row, Talk) else "",
        "text": text[:SHOWN] + "…" * (len(text) > SHOWN),
        "billed": [named.byline for named in row.people if not named.in_prose],
        "asked": [rows.cells(named) for named in row.people if named.in_prose],
        "photos": len(row.photos),
    }


def _kind(row):
    if isinstance(row, Talk):
        return _("talk")
    return _("quote") if isinstance(row, Quote) else CommentKind(row.kind).label
