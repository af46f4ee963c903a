"""The addresses of accounts and classes."""

from django.urls import path

from cohorts.views import reset
from cohorts.views.activation import activate, activate_by_hand
from cohorts.views.contacts import contacts, sharing

urlpatterns = [
    path("a/", activate_by_hand, name="activate_by_hand"),
    path("a/<str:code>/", activate, name="activate"),
    path("accounts/reset/", reset.ask, name="password_reset"),
    path("accounts/reset/asked/", reset.asked, name="password_reset_done"),
    path("accounts/reset/done/", reset.complete, name="password_reset_complete"),
    path("accounts/reset/<uidb64>/<token>/", reset.confirm, name="password_reset_confirm"),
    path("cohorts/<slug:slug>/contacts/", contacts, name="contacts"),
    path("cohorts/<slug:slug>/sharing/", sharing, name="sharing"),
]
