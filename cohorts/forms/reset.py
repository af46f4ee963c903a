"""Asking for a mail that lets one set a new password: answered alike whether or not the address is known."""

import logging
from threading import Thread

from django import forms
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.accounts.reaching import links, reached_at
from cohorts.models import Person, User
from cohorts.throttling import RESET_ADDRESS, RESET_MAIL, address_of

log = logging.getLogger(__name__)
NOBODY = Person(user=User(pk=0)).user


class ResetForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_email(self):
        address = self.cleaned_data["email"]
        RESET_ADDRESS.enter(address_of(self.request))
        RESET_MAIL.enter(address.upper())  # as databases compare them: there ı is an i, and ſ an s
        return address

    def send(self):
        """Sent aside, and written even to nobody: whoever asks must not learn from the waiting that the address is known."""
        found = reached_at(self.cleaned_data["email"])
        mails = [_mail(self.request, user, to) for user, to in found or [(NOBODY, "")]]
        Thread(target=_send, args=(mails if found else [],), name="mail").start()


def _mail(request, user, to):
    key = urlsafe_base64_encode(force_bytes(user.pk))
    way = reverse("password_reset_confirm", args=[key, links.make_token(user)])
    context = {"user": user, "address": request.build_absolute_uri(way)}
    text = render_to_string("registration/password_reset_mail.html", context, request)
    return EmailMessage(_("Set a new password"), text, to=[to])


def _send(mails):
    for each in mails:
        try:
            each.send()
        except OSError:  # smtplib's errors are OSErrors; the log names no address
            log.warning("A mail for setting a password could not be sent.")
