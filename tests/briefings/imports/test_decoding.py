import codecs

import pytest

from briefings.imports import Unreadable
from briefings.imports.decoding import LIMIT, decode

TEXT = "【编者按】\n春季班在江州开学，喆老师讲了 3 点。\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="utf-8 marked"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16 marked"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16-be marked"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16-le unmarked"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16-be unmarked"),
        pytest.param(TEXT.encode("gb18030"), id="gb18030"),
    ],
)
def test_an_encoding_is_found(data):
    assert decode(data) == TEXT


def test_english_with_some_chinese_in_gb18030_is_not_taken_for_utf_16():
    text = "The class met in Jiangzhou to discuss its plans. " * 20 + "江州"
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(b"", "no text", id="empty"),
        pytest.param(" \n\u3000\n".encode(), "no text", id="blank"),
        pytest.param(codecs.BOM_UTF8, "no text", id="a mark alone"),
        pytest.param(b"PK\x03\x04\x14\0\x06\0", "Word", id="docx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word", id="doc"),
        pytest.param(b"{\\rtf1 a}", "Word", id="rtf"),
        pytest.param(b"%PDF-1.7\n", "PDF", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "another kind", id="png"),
        pytest.param(b"a\0b\0", "another kind", id="nul"),
        pytest.param("江州\x02".encode(), "another kind", id="control characters"),
        pytest.param(b"\xff\xfe\x00\xd8", "another kind", id="broken utf-16"),
        pytest.param("開學典禮，學員觀點".encode("big5"), "another kind", id="big5"),
        pytest.param(b"a" * (LIMIT + 1), "at most 5 MB", id="too large"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data, sentence, settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(Unreadable, match=sentence):
        decode(data)
