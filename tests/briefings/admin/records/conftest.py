"""A forum of one session with a talk, and its editor."""

import pytest

from tests.factories import (
    make_forum,
    make_session,
    make_staff,
    make_talk,
)


@pytest.fixture
def forum():
    return make_forum()


@pytest.fixture
def talk(forum):
    return make_talk(make_session(forum), title="旧题", html="<p>旧话</p>")


@pytest.fixture
def editor(forum):
    return make_staff(forum.cohort, last_name="王", first_name="编辑")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client
