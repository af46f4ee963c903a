"""An issue becomes the record of its forum: matched first, looked over, then written."""
