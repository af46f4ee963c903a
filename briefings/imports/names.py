"""What Chinese personal names look like, for a reader without a roster."""

import re

from briefings.imports.lines import HAN

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂"
    "章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶"
    "解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景卜冷应常栾桑冼佟迟席宫匡晏诸闻祖芮邬虞贲郁杭洪费廉薄臧计伏茅池沙鞠丰"
    "巫乌隋佘逄闵隗储仲荀羊於惠甄封糜松井富仇刁钮郗仰仝伊宦苟母鄂索籍赖咸濮扈燕冀郏浦晁勾敖养鄢巢蒯荆竺权逯盖益桓楚苑边揭苍"
    "嵇邴滑裘支昝卞强"
)
COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 皇甫 尉迟 公孙 慕容 长孙 宇文 司徒 令狐 夏侯 东方 南宫 端木 独孤 轩辕 澹台 闻人".split()
)
FOREIGN_NAME = re.compile(f"{HAN}{{1,8}}(?:[·•]{HAN}{{1,8}})+")


def looks_like_a_name(word: str) -> bool:
    """徐某, 徐某某, 欧阳某某, 某某·某某: what a reader without a roster takes for a name."""
    if word[:2] in COMPOUND_SURNAMES:
        return len(word) in (3, 4)
    return len(word) in (2, 3) and word[0] in SURNAMES or bool(FOREIGN_NAME.fullmatch(word))
