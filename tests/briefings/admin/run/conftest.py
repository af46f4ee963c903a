"""A forum of a keynote session with two talks and a round table, and its editor."""

import pytest

from tests.factories import (
    make_forum,
    make_session,
    make_staff,
    make_talk,
)


@pytest.fixture
def forum():
    """Of a keynote session with two talks and a round table."""
    forum = make_forum()
    keynote = make_session(forum, kind="keynote")
    for title in ("一", "二"):
        make_talk(keynote, title=title)
    make_session(forum, kind="round_table")
    return forum


@pytest.fixture
def desk(client, forum):
    client.force_login(make_staff(forum.cohort))
    return client
