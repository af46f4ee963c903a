"""The addresses of the site, and those the benchmark asks for."""

import os
import time

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from trainingsite.urls import handler400, handler403, handler404, handler500
from trainingsite.urls import urlpatterns as site

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@login_not_required
def empty(request):
    return HttpResponse("ok")


@login_not_required
def cpu(request):
    """The serving process and the CPU seconds all its threads have used."""
    return HttpResponse(f"{os.getpid()} {time.process_time()}")


urlpatterns = [path("bench/empty/", empty), path("bench/cpu/", cpu), *site]
