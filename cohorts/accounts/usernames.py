"""What an account is called: the name in pinyin, surname first, with a number where that is taken."""

import re
from itertools import count

from pypinyin import lazy_pinyin

from cohorts.models.person import User

LONGEST = 30
# Characters that sound otherwise as a surname.
SURNAMES = {
    "单": "shan", "曾": "zeng", "查": "zha", "解": "xie", "仇": "qiu", "区": "ou", "朴": "piao", "盖": "ge", "缪": "miao",
    "乐": "yue", "覃": "qin", "冼": "xian", "逄": "pang", "尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun",
}  # fmt: skip


def spelled(name):
    """Lower-case letters and digits, never empty."""
    surname = next((name[:size] for size in (2, 1) if name[:size] in SURNAMES), "")
    syllables = [SURNAMES.get(surname, ""), *lazy_pinyin(name[len(surname) :])]
    return re.sub(r"[^a-z0-9]", "", "".join(syllables).lower())[:LONGEST] or "trainee"


def free_username(name):
    """One that no account has, in whatever case."""
    base = spelled(name)
    taken = User.objects.filter(username__istartswith=base).values_list("username", flat=True)
    taken = {username.lower() for username in taken}
    names = (f"{base}{number}" if number > 1 else base for number in count(1))
    return next(username for username in names if username not in taken)
