"""A forgotten password set anew by mail, where the site can send any; else these pages are not there."""

from functools import wraps

from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.accounts.reaching import links
from cohorts.forms.reset import ResetForm


def by_mail(view):
    @never_cache
    @wraps(view)
    def through(request, **kwargs):
        if not settings.CAN_MAIL:
            raise Http404
        return view(request, **kwargs)

    return through


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@by_mail
def ask(request):
    form = ResetForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.send()
        return redirect("password_reset_done")
    return render(request, "registration/password_reset_form.html", {"form": form})


asked = require_safe(by_mail(auth.PasswordResetDoneView.as_view()))
confirm = require_http_methods(["GET", "HEAD", "POST"])(
    by_mail(auth.PasswordResetConfirmView.as_view(token_generator=links))
)
complete = require_safe(by_mail(auth.PasswordResetCompleteView.as_view()))
