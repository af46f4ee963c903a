"""How a page is answered that is the same for all its readers: rendered once, kept in the cache, with an ETag."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache as pages
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

KEPT_SECONDS = 7 * 24 * 3600
PUBLIC, PRIVATE = "public, no-cache", "private, no-cache"


def page(request, key, render, *, caching, status=200):
    """The page kept under `key` (a tuple), else what `render()` gives; 304 if the reader has it already."""
    body, etag = _kept(key, render)
    response = HttpResponse(body, status=status, headers={"ETag": etag, "Cache-Control": caching})
    if status != 200:
        return response
    return get_conditional_response(request, etag=etag, response=response)


def refuse(request):
    """One answer for what is absent and what this reader may not know of. Raises Http404 when signed in."""
    if request.user.is_authenticated:
        raise Http404
    response = redirect_to_login(request.get_full_path())
    response["Cache-Control"] = "private, no-store"
    return response


def reader(request):
    """(user, caching) of a page that differs by reader: without a session cookie no session is asked."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return request.user, PRIVATE
    return AnonymousUser(), PUBLIC


def by_cookie(response):
    """Say to caches in between that the answer depends on who is signed in."""
    patch_vary_headers(response, ["Cookie"])
    return response


def origin(request):
    return f"{request.scheme}://{request.get_host()}"


def _kept(key, render):
    if settings.DEBUG:
        return _sealed(render())
    name = "page:" + hashlib.sha256(repr((release(), key)).encode()).hexdigest()
    kept = pages.get(name)
    if kept is None:
        kept = _sealed(render())
        pages.set(name, kept, KEPT_SECONDS)
    return kept


def _sealed(html):
    body = html.encode()
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'


@cache
def release():
    """A digest of all that shapes a page beside its content: templates, styles, scripts, words, this code."""
    base = Path(settings.BASE_DIR)
    shapes = [
        *base.glob("templates/**/*.html"),
        *base.glob("trainingsite/static/site/*"),
        *base.glob("*/locale/*/LC_MESSAGES/*.mo"),
        *base.glob("briefings/exports/*.py"),
        *base.glob("briefings/views/*.py"),
    ]
    digest = hashlib.sha256(settings.SITE_NAME.encode())
    for path in sorted(shapes):
        digest.update(path.read_bytes())
    return digest.hexdigest()
