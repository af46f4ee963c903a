"""What looks like a telephone or an identity number, or is the code of a slip, is not written into logs.

Neither in messages nor in tracebacks. Django logs the address of whatever it refuses, and a code refused may still work.
"""

import logging
import re

SECRET = re.compile(r"\d{11,}[Xx]?|(?<=/a/)[^\s/]+")


class MaskedFormatter(logging.Formatter):
    """Formats as usual; then every run of 11 digits or more and every code is starred. What is formatted last hides nothing from it."""

    def format(self, record):
        return SECRET.sub(lambda found: "*" * len(found[0]), super().format(record))
