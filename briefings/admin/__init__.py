"""The editors' side: forums and their records, series, photos, editions, and the compose screen of an issue."""

from briefings.admin import comment, edition, forum, issue, person, photo, series, session, speaker, talk

__all__ = [
    "comment",
    "edition",
    "forum",
    "issue",
    "person",
    "photo",
    "series",
    "session",
    "speaker",
    "talk",
]
