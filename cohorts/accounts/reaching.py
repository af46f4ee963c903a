"""Which accounts an e-mail address belongs to."""

from cohorts.models.account import plain_accounts
from cohorts.models.person import User


def reached_at(address):
    """[(User, the address as stored)] of working accounts, in whatever case it is written.

    What organizers wrote down counts for plain accounts only: it must not lead them into an editor's.
    """
    own = User.objects.filter(is_active=True, email__iexact=address)
    noted = plain_accounts().filter(person__private__email__iexact=address)
    found = {user.pk: (user, user.email) for user in own}
    for user in noted.select_related("person__private"):
        found.setdefault(user.pk, (user, user.person.private.email))
    return list(found.values())
