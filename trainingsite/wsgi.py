"""The WSGI application that the server runs."""

import os
import re

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trainingsite.settings")
django = get_wsgi_application()
CHARSET = re.compile(r";\s*charset\*?\s*=[^;]*", re.IGNORECASE)


def application(environ, start_response):
    """Django's, reading addresses and forms as UTF-8: it believes any charset a request names, rot13 too.

    Nor does it ask whether a cookie spells a NUL, which PostgreSQL refuses to look for.
    """
    environ["CONTENT_TYPE"] = CHARSET.sub("", environ.get("CONTENT_TYPE", ""))
    environ["HTTP_COOKIE"] = environ.get("HTTP_COOKIE", "").replace("\\000", "")
    return django(environ, start_response)
