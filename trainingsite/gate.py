"""Sign-in asked everywhere but of views marked otherwise; those are not even asked who reads.

Django's own asks `request.user` first, which costs a public page its session's query and its place in caches.
"""

from django.contrib.auth import middleware


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
