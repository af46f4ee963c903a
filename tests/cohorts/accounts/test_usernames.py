"""An account is called as its owner's name sounds."""

import pytest

from cohorts.accounts.usernames import free_username, spelled
from tests.factories import make_user


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("林听澜", "lintinglan"), ("单雄", "shanxiong"), ("曾可", "zengke"), ("单于飞", "chanyufei"), ("冼一", "xianyi"), ("尉迟恭", "yuchigong"), ("欧阳娜", "ouyangna"),
        ("吕盛", "lvsheng"), ("阿依古丽·买买提", "ayigulimaimaiti"), ("Anna", "anna"), ("·", "trainee"), ("Иван", "trainee"),
        ("阿" * 40, "a" * 30), ("行单", "xingdan"),
    ],
)  # fmt: skip
def test_a_name_is_spelled_surname_first(name, username):
    assert spelled(name) == username


@pytest.mark.django_db
def test_a_name_that_is_taken_gets_a_number():
    for username in ("lintinglan", "LinTingLan2", "lintinglanxyz"):
        make_user(username=username)
    assert [free_username("林听澜"), free_username("林听")] == ["lintinglan3", "linting"]
