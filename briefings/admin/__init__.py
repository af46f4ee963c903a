"""The editors' side: series, photos, editions, and the compose screen of an issue."""

from briefings.admin import edition, issue, photo, series

__all__ = ["edition", "issue", "photo", "series"]
