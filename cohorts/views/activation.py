"""The way from a slip of paper into an account: whose it is, a password, and in."""

from functools import wraps

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cohorts.accounts.codes import digest, understood
from cohorts.forms.activation import CodeForm
from cohorts.models.account import ActivationSlip
from cohorts.throttling import ACTIVATION, SIGN_IN_ACCOUNT, TooMany, address_of


def keeping_its_address(view):
    """The code stands in the address: kept by no cache and told to nobody.

    Not "no-referrer": with that, browsers send forms with `Origin: null`, which the check of tokens refuses.
    """

    @never_cache
    @wraps(view)
    def through(request, **kwargs):
        response = view(request, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return through


@login_not_required
@keeping_its_address
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request, code):
    try:
        slip = _slip(code, address_of(request))
    except TooMany as error:
        return _useless(request, 429, error.messages[0])
    if slip is None:
        return _useless(request)
    form = SetPasswordForm(slip.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("home") if _activated(request, slip, form) else _useless(request)
    return render(request, "registration/activate.html", {"slip": slip, "form": form})


@login_not_required
@keeping_its_address
@require_http_methods(["GET", "HEAD", "POST"])
def activate_by_hand(request):
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("activate", form.cleaned_data["code"])
    return render(request, "registration/activate_by_hand.html", {"form": form})


def _slip(code, address):
    """The usable slip of this code, or None; only wrong codes count as tries."""
    tried = ACTIVATION.enter(address)
    slips = ActivationSlip.objects.usable().select_related("user__person", "cohort")
    slip = slips.filter(digest=digest(understood(code))).first()
    if slip:
        tried.delete()
    return slip


@transaction.atomic
def _activated(request, slip, form):
    """Whether the slip was still there to be used: then the password is set and its owner signed in, here only."""
    if not slip.use():
        return False
    user = form.save()
    SIGN_IN_ACCOUNT.clear(user.username)
    login(request, user)
    return True


def _useless(request, status=404, wait=""):
    """One page for codes wrong, used, expired or replaced."""
    return render(request, "registration/activate_useless.html", {"wait": wait}, status=status)
