"""What the forms of a forum's rows post, and what they answer."""

from django.contrib.messages import get_messages
from django.urls import reverse

from briefings.models import Speaker

ONCE = str(next(each.violation_error_message for each in Speaker._meta.constraints if "once" in each.name))


def page(row, what="change"):
    return reverse(f"admin:briefings_{row._meta.model_name}_{what}", args=[row.pk])


def add(model):
    return reverse(f"admin:briefings_{model._meta.model_name}_add")


def speakers(*rows, had=0):
    """What the table of people posts."""
    data = {"speakers-TOTAL_FORMS": len(rows), "speakers-INITIAL_FORMS": had}
    blank = {"person": "", "name": "", "organization": "", "title": "", "speaking_order": 0}
    return data | {
        f"speakers-{n}-{name}": value
        for n, given in enumerate(rows)
        for name, value in (blank | given).items()
    }


def row_of(speaker, **fields):
    names = ("name", "organization", "title", "speaking_order")
    return {
        "id": speaker.pk,
        "talk": speaker.talk_id,
        "person": str(speaker.person_id or ""),
        **{name: getattr(speaker, name) for name in names},
    } | fields


def of_talk(talk, *rows, had=0, **fields):
    names = ("title", "subtitle", "html", "revision")
    values = {name: getattr(talk, name) for name in names}
    return values | {"session": talk.session_id} | speakers(*rows, had=had) | fields


def errors(response):
    form = response.context["adminform"].form
    formsets = [each.formset for each in response.context["inline_admin_formsets"]]
    found = [str(error) for errors in form.errors.values() for error in errors]
    for formset in formsets:
        found += [str(error) for error in formset.non_form_errors()]
        found += [str(error) for row in formset.errors for errors in row.values() for error in errors]
    return found


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]
