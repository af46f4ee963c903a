"""What is left of a number when it is masked."""

import pytest

from cohorts import masking


@pytest.mark.parametrize(
    ("number", "shown"),
    [("13812345678", "138****5678"), ("0871-5551234", "****34"), ("87", "****"), ("", "")],
)
def test_a_number_keeps_its_ends(number, shown):
    assert masking.mobile(number) == shown


@pytest.mark.parametrize(("address", "shown"), [("lin@x.cn", "l***@x.cn"), ("l@x.cn", "l***@x.cn"), ("", "")])
def test_an_address_keeps_its_first_letter_and_its_house(address, shown):
    assert masking.email(address) == shown


@pytest.mark.parametrize(("tail", "shown"), [("123X", "*" * 14 + "123X"), ("", "")])
def test_an_identity_number_keeps_its_last_four(tail, shown):
    assert masking.id_number(tail) == shown
