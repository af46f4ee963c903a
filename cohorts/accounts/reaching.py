"""Which accounts an e-mail address belongs to, and the links sent there."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db.models import Count

from cohorts.models.account import plain_accounts
from cohorts.models.person import User


def reached_at(address):
    """[(User, the address as stored)] of working accounts, in whatever case it is written."""
    own = User.objects.filter(is_active=True, email__iexact=address)
    noted = _noted().filter(person__private__email__iexact=address)
    found = {user.pk: (user, user.email) for user in own.select_related("person")}
    for user in noted.select_related("person__private"):
        found.setdefault(user.pk, (user, user.person.private.email))
    return list(found.values())


def _noted():
    """Accounts for which an address counts that organizers wrote down: plain ones of those who ever stood on one roster.

    It must lead them neither into an editor's account nor into that of somebody who reads elsewhere.
    """
    return plain_accounts().alias(places=Count("person__enrollments")).filter(places=1)


class Links(PasswordResetTokenGenerator):
    """Tokens that hold, within their time, while the addresses do to which they were sent."""

    def _make_hash_value(self, user, timestamp):
        noted = _noted().filter(pk=user.pk).values_list("person__private__email", flat=True).first()
        return f"{super()._make_hash_value(user, timestamp)}{noted or ''}"


links = Links()
