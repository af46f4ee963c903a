"""A photo's JPEG at one of its widths, for whoever may see an edition that cites it."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from briefings.models import Photo
from briefings.views.answers import PRIVATE, PUBLIC, refuse


@login_not_required
@require_safe
def photo(request, pk, width):
    picture, caching = _seen_by(AnonymousUser(), pk), PUBLIC
    if picture is None and request.user.is_authenticated:
        picture, caching = _seen_by(request.user, pk), PRIVATE
    if picture is None or width not in picture.widths:
        return refuse(request)
    etag = quote_etag(f"{pk.hex}-{width}")
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or _jpeg(picture.path(width))
    if response is None:
        return refuse(request)
    response["ETag"], response["Cache-Control"] = etag, caching
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _seen_by(user, pk):
    return Photo.objects.visible_to(user).only("width").filter(pk=pk).first()


def _jpeg(path):
    """The file, or the word to the server in front to send it; None when its bytes are lost."""
    if front := settings.ACCEL_REDIRECT:
        return HttpResponse(
            content_type="image/jpeg", headers={"X-Accel-Redirect": f"{front.rstrip('/')}/{path}"}
        )
    try:
        return FileResponse(default_storage.open(path), content_type="image/jpeg")
    except FileNotFoundError:
        return None
