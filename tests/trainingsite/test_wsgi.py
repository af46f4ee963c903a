"""What stands before Django: whatever charset a request claims, it is read as UTF-8."""

import pytest
from django.test import RequestFactory

from trainingsite import wsgi


@pytest.mark.parametrize(
    "claim",
    ["charset=rot13", "CharSet = undefined", "charset*=utf-8''base64", 'charset="utf-16"', "charset=x", ""],
)
@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x"])
def test_what_is_sent_is_read_whatever_charset_it_claims(monkeypatch, claim, kind):
    monkeypatch.setattr(
        wsgi, "django", lambda environ, _start: wsgi.get_wsgi_application().request_class(environ)
    )
    environ = RequestFactory().get("/issues/?cohort=%E7%94%B2").environ
    request = wsgi.application(environ | {"CONTENT_TYPE": f"{kind}; {claim}"}, None)
    assert (request.GET["cohort"], request.content_type) == ("甲", kind.partition(";")[0])
    assert request.content_params.get("boundary") == ("x" if "boundary" in kind else None)


def test_no_cookie_holds_a_nul(monkeypatch):
    monkeypatch.setattr(
        wsgi, "django", lambda environ, _start: wsgi.get_wsgi_application().request_class(environ)
    )
    environ = RequestFactory().get("/").environ | {"HTTP_COOKIE": r'sessionid="\000abcdefgh"; other=1'}
    assert wsgi.application(environ, None).COOKIES == {"sessionid": "abcdefgh", "other": "1"}
