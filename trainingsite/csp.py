"""Sends the Content-Security-Policy of SECURE_CSP; a response's own `_csp_config` replaces it.

The names are Django 6's: moving up deletes this module.
"""

from django.conf import settings


class ContentSecurityPolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if "Content-Security-Policy" not in response:
            policy = getattr(response, "_csp_config", settings.SECURE_CSP)
            response["Content-Security-Policy"] = "; ".join(
                f"{directive} {' '.join(sources)}" for directive, sources in policy.items()
            )
        return response
