"""How often something may be tried: written down first and counted then, so that simultaneous tries count too."""

import math
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from cohorts.models.account import Attempt

WINDOW = timedelta(minutes=15)


class TooMany(ValidationError):
    """Tried too often; says how long to wait."""

    def __init__(self, wait):
        minutes = max(1, math.ceil(wait / timedelta(minutes=1)))
        words = ngettext(
            "Tried too often. Try again in %(minutes)s minute.",
            "Tried too often. Try again in %(minutes)s minutes.",
            minutes,
        )
        super().__init__(words, code="throttled", params={"minutes": minutes})


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many tries of one scope within WINDOW, for each key (a name, an address)."""

    scope: str
    most: int

    def enter(self, key):
        """Write a try down and return it; TooMany when it is one too many: a refused try prolongs no wait."""
        since = timezone.now() - WINDOW
        Attempt.objects.filter(at__lte=since).delete()
        this = Attempt.objects.create(scope=self.scope, key=self._digest(key))
        others = self._tries(key).exclude(pk=this.pk).order_by("at")
        earlier = list(others.values_list("at", flat=True))
        if len(earlier) >= self.most:
            this.delete()
            raise TooMany(earlier[-self.most] - since)
        return this

    def clear(self, key):
        self._tries(key).delete()

    def _tries(self, key):
        return Attempt.objects.filter(scope=self.scope, key=self._digest(key))

    def _digest(self, key):
        return salted_hmac(f"cohorts.throttling.{self.scope}", key, algorithm="sha256").hexdigest()


SIGN_IN_ACCOUNT = Limit("sign-in account", 10)
SIGN_IN_ADDRESS = Limit("sign-in address", 100)  # a whole class sits behind one
ACTIVATION = Limit("activation", 30)
RESET_ADDRESS = Limit("reset address", 30)
RESET_MAIL = Limit("reset mail", 3)


def address_of(request):
    """Who asks: behind our own proxy what it saw, the last entry; whatever a client wrote stands before it."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return seen.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
