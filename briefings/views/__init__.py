"""The reading site's doors."""
