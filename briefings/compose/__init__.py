"""A forum's records become sections and articles of an issue: planned, written, and compared again later."""
