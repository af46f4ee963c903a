"""Surnames read otherwise than the same characters are elsewhere: pinyin, with the number of the tone."""

READINGS = {
    surname: tuple(syllables.split())
    for surname, syllables in {
        "单": "shan4", "曾": "zeng1", "查": "zha1", "解": "xie4", "仇": "qiu2", "区": "ou1",
        "朴": "piao2", "任": "ren2", "华": "hua4", "盖": "ge3", "葛": "ge3", "燕": "yan1",
        "纪": "ji3", "令": "ling2", "卜": "bu3", "翟": "zhai2", "洗": "xian3", "缪": "miao4",
        "员": "yun4", "折": "she2", "黑": "he4", "秘": "bi4", "种": "chong2", "乐": "yue4",
        "召": "shao4", "那": "na1", "哈": "ha3", "过": "guo1", "覃": "qin2", "隗": "wei3",
        "乜": "nie4", "祭": "zhai4", "繁": "po2", "都": "du1", "句": "gou1", "佴": "nai4",
        "能": "nai4", "干": "gan1", "於": "yu1", "薄": "bo2", "阚": "kan4", "撒": "sa3",
        "尉迟": "yu4 chi2", "万俟": "mo4 qi2", "单于": "chan2 yu2", "澹台": "tan2 tai2",
        "令狐": "ling2 hu2", "长孙": "zhang3 sun1", "诸葛": "zhu1 ge3",
    }.items()
}  # fmt: skip


def split(name: str) -> tuple[tuple[str, ...], str]:
    """(the syllables of a surname that is read in its own way, the rest of the name); of other names (), the whole."""
    surname = next((name[:length] for length in (2, 1) if name[:length] in READINGS), "")
    return READINGS.get(surname, ()), name[len(surname) :]
