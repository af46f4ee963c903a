"""The waist: its JSON, its hash, and what is no document."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from briefings.document import Article, Document, Masthead, Picture, Section, from_json
from tests.briefings.strategies import documents

EMPTY = (
    '{"masthead":{"cohort":"","theme":"","series":"","number":null,"number_label":"","cumulative":null,'
    '"supplement":false,"date":"","issuer":"","marking":""},"sections":[],"compiled_by":"","distribution":[],'
    '"added":[],"copies":null,"credits":{"editor":"","reviewers":[],"signatory":""}}'
)
RICH = Document(
    masthead=Masthead(theme="山海之间", number=5),
    sections=(Section("主旨演讲", (Article(key="a1", html="<p>文</p>", pictures=(Picture(photo="x"),)),)),),
)


@settings(max_examples=100, deadline=None)
@given(documents())
def test_json_round_trip(document):
    again = from_json(document.to_json())
    assert again == document
    assert again.to_json() == document.to_json()


def test_the_json_is_the_plain_dump_of_the_names():
    assert Document().to_json() == EMPTY


def test_equal_documents_have_equal_hashes_and_others_have_not():
    copy = from_json(RICH.to_json())
    other = replace(RICH, compiled_by="编辑部")
    assert (copy.sha256() == RICH.sha256(), other.sha256() == RICH.sha256()) == (True, False)


def test_without_identity_forgets_keys_and_photos_only():
    (article,) = RICH.without_identity().articles()
    assert article == Article(key="", html="<p>文</p>", pictures=(Picture(photo=None),))
    assert RICH.without_identity().masthead == RICH.masthead


def changed(path, value):
    """RICH's JSON with one value replaced."""
    data = json.loads(RICH.to_json())
    *way, last = path
    place = data
    for step in way:
        place = place[step]
    place[last] = value
    return json.dumps(data)


def lacking(path):
    data = json.loads(RICH.to_json())
    *way, last = path
    place = data
    for step in way:
        place = place[step]
    del place[last]
    return json.dumps(data)


ARTICLE = ("sections", 0, "articles", 0)
NAMES = [
    *[(name,) for name in json.loads(EMPTY)],
    *[("masthead", name) for name in json.loads(EMPTY)["masthead"]],
    *[("credits", name) for name in json.loads(EMPTY)["credits"]],
    *[("sections", 0, name) for name in ("heading", "articles")],
    *[(*ARTICLE, name) for name in ("key", "kind", "title", "subtitle", "bylines", "html", "pictures")],
    *[(*ARTICLE, "pictures", 0, name) for name in ("photo", "caption", "width", "placement", "after")],
]


def test_the_samples_of_nonsense_begin_with_a_document():
    assert from_json(changed(("compiled_by",), "")) == RICH


@pytest.mark.parametrize("path", NAMES, ids=str)
def test_a_document_lacking_a_name_is_refused(path):
    with pytest.raises(ValueError, match="not a document"):
        from_json(lacking(path))


@pytest.mark.parametrize("value", [{}, 1.5, [[]], {"a": 1}], ids=str)
@pytest.mark.parametrize("path", NAMES, ids=str)
def test_a_value_of_another_type_is_refused(path, value):
    with pytest.raises(ValueError, match="not"):
        from_json(changed(path, value))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "1",
        '"x"',
        "{}",
        "{",
        "[" * 100_000,
        EMPTY + "x",
        EMPTY.replace('"added":[]', '"added":"所长"'),
        EMPTY.replace('"added":[]', '"added":[1]'),
        EMPTY.replace('"copies":null', '"copies":true'),
        EMPTY.replace('"copies":null', '"copies":NaN'),
        EMPTY.replace('"copies":null', '"copies":"30"'),
        EMPTY.replace('"supplement":false', '"supplement":0'),
        EMPTY.replace('"theme":""', '"theme":null'),
        EMPTY.replace('"theme":""', '"theme":"\\u0000"'),
        EMPTY.replace('"theme":""', '"theme":"\\ud800"'),
        EMPTY.replace('"copies":null', '"copies":null,"more":1'),
        EMPTY.replace('"distribution":[]', '"distribution":[{"kind":"other","names":["x"]}]'),
        EMPTY.replace('"distribution":[]', '"distribution":[{"kind":"send","names":"x"}]'),
        changed((*ARTICLE, "kind"), "poem"),
        changed((*ARTICLE, "pictures", 0, "placement"), "upside down"),
    ],
    ids=lambda text: text[:12],
)
def test_nonsense_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 json's own and ours
        from_json(text)


def test_a_document_can_not_be_changed():
    with pytest.raises(AttributeError):
        RICH.compiled_by = "x"
