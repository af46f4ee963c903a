"""No number of a telephone or an identity card gets into the logs, by whichever way."""

import io
import logging

import pytest


@pytest.fixture
def written(monkeypatch):
    """What the site's own handler writes."""
    (console,) = [each for each in logging.getLogger().handlers if each.get_name() == "console"]
    monkeypatch.setattr(console, "stream", io.StringIO())
    return console.stream.getvalue


@pytest.mark.parametrize(
    ("said", "is_written"),
    [
        ("手机 13800001234。", "手机 ***********。"),
        ("证号53010219850302123X,", "证号******************,"),
        ("530102850302123", "***************"),
        ("+8613800001234", "+*************"),
        ("Not Found: /a/K7QM-2RXP-9TVA/", "Not Found: /a/**************/"),
        ("第 2026 期第 1234567890 号", "第 2026 期第 1234567890 号"),
    ],
)
def test_long_runs_of_digits_are_starred(written, said, is_written):
    logging.getLogger("cohorts.anything").warning("%s", said)
    assert written() == f"{is_written}\n"


def test_so_are_those_of_an_error_and_where_it_came_from(written):
    try:
        raise ValueError("Key (mobile)=(13800001234) already exists.")
    except ValueError:
        logging.getLogger("django.request").exception("刚才", stack_info=True)
    assert "Key (mobile)=(***********) already exists." in written()
    assert "13800001234" not in written()


def test_django_writes_through_the_same_handler():
    django = logging.getLogger("django")
    assert (django.handlers, django.propagate) == ([], True)
