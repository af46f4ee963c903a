"""The posts that rosters write beside a name: 班长, 支部组织委员, 组长 and how else they are called."""

import re

# code (cohorts.models.Post) → words, the customary one first
WORDS = {
    "branch_secretary": ("支部书记", "书记", "党支部书记", "临时党支部书记"),
    "branch_deputy": ("支部副书记", "副书记", "党支部副书记", "临时党支部副书记"),
    "organization_commissioner": ("组织委员", "支部组织委员"),
    "publicity_commissioner": ("宣传委员", "支部宣传委员"),
    "discipline_commissioner": ("纪检委员", "支部纪检委员", "纪律委员"),
    "monitor": ("班长",),
    "deputy_monitor": ("副班长",),
    "study_commissioner": ("学习委员",),
    "welfare_commissioner": ("生活委员",),
    "recreation_commissioner": ("文体委员", "文娱委员", "体育委员"),
    "group_leader": ("组长", "小组长", "学习组长"),
    "deputy_group_leader": ("副组长", "副小组长"),
}
OF_GROUPS = frozenset({"group_leader", "deputy_group_leader"})
SHARED = frozenset({"branch_deputy", "deputy_monitor"})
CODES = {word: code for code, words in WORDS.items() for word in words}
BETWEEN = re.compile(r"[、，,;；/兼和\s]+")
OF_A_GROUP = re.compile("第?[0-9一二三四五六七八九十]+(?:学习|讨论)?小?组?(?=副?(?:学习|小)?组长)")


def posts_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(codes of the posts a cell names, words that name none). 第二组组长 is 组长: whose, tells the group's column."""
    words = [OF_A_GROUP.sub("", word) for word in BETWEEN.split(text) if word]
    codes = tuple(dict.fromkeys(CODES[word] for word in words if word in CODES))
    return codes, tuple(word for word in words if word not in CODES)


def words_of(codes: tuple[str, ...]) -> str:
    return "、".join(WORDS[code][0] for code in codes)
