"""Names in the order an office expects, surnames read as surnames."""

import random

import pytest

from cohorts.roster.ordering import Order, by_pinyin, by_strokes, ordered
from cohorts.roster.strokes import BY_COUNT, PLACES
from cohorts.roster.surnames import READINGS


def shuffled(*names):
    return random.Random(4).sample(names, len(names))


def test_names_stand_by_letters_then_tone_of_each_character():
    wanted = ["安宁", "李安", "李华", "李晓", "李晓明", "厉安", "吕明", "马良", "王安"]
    assert sorted(shuffled(*wanted), key=by_pinyin) == wanted


@pytest.mark.parametrize(
    "surnames",
    [
        "沙 单 尚", "岑 曾 查", "岳 曾 詹", "夏 解 辛", "邱 仇 屈", "聂 区 潘", "潘 朴 齐", "饶 任 荣",
        "林 令狐 刘", "孟 万俟 穆", "余 尉迟 袁", "高 葛 耿", "柴 单于 常",
    ],
)  # fmt: skip
def test_a_surname_is_read_as_one(surnames):
    wanted = [f"{surname}一" for surname in surnames.split()]
    assert sorted(shuffled(*wanted), key=by_pinyin) == wanted


def test_only_the_surname_is_read_as_one():
    assert by_pinyin("王单")[1][0] == "dan"
    assert by_pinyin("单单")[0][0] == "shan"


def test_names_in_other_scripts_and_with_dots_have_a_place():
    wanted = ["阿依古丽", "阿依古丽·买买提", "Alice", "Bob", "陈一", "𠮷一"]
    assert sorted(shuffled(*wanted), key=by_pinyin) == wanted


def test_strokes_of_the_surname_come_first_in_their_customary_order():
    wanted = [
        "丁一",
        "卜一",
        "于一",
        "王一",
        "韦一",
        "方一",
        "石一",
        "龙一",
        "刘一",
        "李一",
        "欧阳一",
        "黄一",
        "魏一",
    ]
    assert sorted(shuffled(*wanted), key=by_strokes) == wanted


def test_those_of_one_surname_stand_by_pinyin_and_unknown_surnames_last():
    wanted = ["李安", "李明", "张安", "張安", "爨安"]
    assert sorted(shuffled(*wanted), key=by_strokes) == [*wanted[:3], "爨安", "張安"]


def test_numbers_come_first_and_those_without_after_them():
    people = [("李安", None), ("张安", 10), ("王安", 2), ("安宁", None), ("赵安", 1)]
    found = ordered(people, Order.NUMBER, name=lambda one: one[0], number=lambda one: one[1])
    assert [name for name, _number in found] == ["赵安", "王安", "张安", "安宁", "李安"]


@pytest.mark.parametrize("order", Order)
def test_every_order_keeps_everybody(order):
    people = [("李安", None), ("", 3), ("🙂", None), ("李安", None)]
    found = ordered(people, order, name=lambda one: one[0], number=lambda one: one[1])
    assert sorted(found, key=repr) == sorted(people, key=repr)


def test_the_table_counts_each_character_once():
    assert len(PLACES) == sum(map(len, BY_COUNT.values()))
    assert {PLACES[each][0] for each in "王陈郑黄葛魏"} == {4, 7, 8, 11, 12, 17}


def test_a_reading_has_a_syllable_for_each_character():
    assert [name for name, syllables in READINGS.items() if len(name) != len(syllables)] == []
