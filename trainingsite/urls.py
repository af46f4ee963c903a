"""The addresses of the site."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path
from django.views.decorators.cache import never_cache

from cohorts.forms.signin import SignInForm
from trainingsite import views

handler400 = "trainingsite.views.bad_request"
handler403 = "trainingsite.views.forbidden"
handler404 = "trainingsite.views.not_found"
handler500 = "trainingsite.views.broken"

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("account/", views.account, name="account"),
    path(
        "accounts/login/",
        auth.LoginView.as_view(
            authentication_form=SignInForm, extra_context={"site_name": settings.SITE_NAME}
        ),
        name="login",
    ),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path("accounts/password/", never_cache(auth.PasswordChangeView.as_view()), name="password_change"),
    path(
        "accounts/password/done/",
        never_cache(auth.PasswordChangeDoneView.as_view()),
        name="password_change_done",
    ),
    path("admin/", admin.site.urls),
    path("", include("cohorts.urls")),
    path("", include("briefings.urls")),
]
