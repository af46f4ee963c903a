"""Rosters into the database: what stands there, what a file would change, the writing of it, and its undoing."""
