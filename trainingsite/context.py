"""What every template may say about the site itself."""

from django.conf import settings


def site(request):
    return {"site_name": settings.SITE_NAME, "can_mail": settings.CAN_MAIL}
