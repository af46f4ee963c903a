"""Codes survive being typed by people, and are not guessed."""

import pytest

from cohorts.accounts.codes import ALPHABET, digest, new_code, understood

CODE = "7KQ2-M0X1-4TFB"


def test_a_code_has_twelve_of_32_letters_in_three_groups():
    code = new_code()
    assert (len(code), code[4], code[9]) == (14, "-", "-")
    assert set(code) <= {*ALPHABET, "-"}
    assert (len(set(ALPHABET)), set(ALPHABET) & set("ILOU")) == (32, set())


def test_no_two_codes_are_alike():
    assert len({new_code() for _one in range(500)}) == 500


@pytest.mark.parametrize(
    "typed",
    [
        CODE, CODE.lower(), "7kq2m0x14tfb", " 7KQ2 M0X1 4TFB ", "7KQ2—MOXI－4TFB", "７ｋｑ２ｍｏｘｌ４ｔｆｂ", "7kq2-mOxL-4tfb",
        f"https://jianbao.example.org/a/{CODE}/", "7KQ2_M0X1_4TFB",
    ],
)  # fmt: skip
def test_it_is_understood_however_it_is_typed(typed):
    assert understood(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    ["", "/", "7KQ2-M0X1-4TF", f"{CODE}7", "7KQ2-M0X1-4TFU", "7KQ2-M0X1-4TF林", "\0" * 12, "x" * 9000],
)
def test_what_can_be_none_is_none(typed):
    assert understood(typed) == ""


def test_a_digest_has_64_digits_and_is_none_of_another_code():
    assert (len(digest(CODE)), digest(CODE) == digest(new_code())) == (64, False)
