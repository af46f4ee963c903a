"""The posts of rosters are those of cohorts."""

from cohorts.models.branch import CLASS_POSTS, COMMITTEE, GROUP_POSTS, SHARED_POSTS, Post
from cohorts.roster.posts import WORDS, posts_of


def test_every_post_can_be_written_in_a_roster():
    assert list(WORDS) == Post.values
    assert [posts_of(str(post.label)) for post in Post] == [((post.value,), ()) for post in Post]


def test_a_post_is_of_the_branch_the_class_or_a_group():
    assert [*COMMITTEE, *CLASS_POSTS, *GROUP_POSTS] == list(Post)
    assert GROUP_POSTS == (Post.GROUP_LEADER, Post.DEPUTY_GROUP_LEADER)
    assert SHARED_POSTS == (Post.BRANCH_DEPUTY, Post.DEPUTY_MONITOR)
