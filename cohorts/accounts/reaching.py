"""Which accounts an e-mail address belongs to."""

from django.db.models import Count

from cohorts.models.account import plain_accounts
from cohorts.models.person import User


def reached_at(address):
    """[(User, the address as stored)] of working accounts, in whatever case it is written.

    What organizers wrote down counts for plain accounts only, and for those who ever stood on one roster only: it must
    lead them neither into an editor's nor into that of somebody who reads elsewhere.
    """
    own = User.objects.filter(is_active=True, email__iexact=address)
    noted = plain_accounts().alias(places=Count("person__enrollments"))
    noted = noted.filter(places=1, person__private__email__iexact=address)
    found = {user.pk: (user, user.email) for user in own}
    for user in noted.select_related("person__private"):
        found.setdefault(user.pk, (user, user.person.private.email))
    return list(found.values())
