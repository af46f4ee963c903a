"""What an account is called: the name in pinyin, surname first, with a number where that is taken."""

import re
from itertools import count

from pypinyin import lazy_pinyin

from cohorts.models.person import User
from cohorts.roster.surnames import split

LONGEST = 30
TONES = "1234"


def spelled(name):
    """Lower-case letters and digits, never empty."""
    surname, rest = split(name)
    syllables = [*(syllable.rstrip(TONES) for syllable in surname), *lazy_pinyin(rest)]
    return re.sub(r"[^a-z0-9]", "", "".join(syllables).lower())[:LONGEST] or "trainee"


def free_username(name):
    """One that no account has, in whatever case."""
    base = spelled(name)
    taken = User.objects.filter(username__istartswith=base).values_list("username", flat=True)
    taken = {username.lower() for username in taken}
    names = (f"{base}{number}" if number > 1 else base for number in count(1))
    return next(username for username in names if username not in taken)
