"""What looks like a telephone or an identity number is not written into logs: neither in messages nor in tracebacks."""

import logging
import re

NUMBER = re.compile(r"\d{11,}[Xx]?")


class MaskedFormatter(logging.Formatter):
    """Formats as usual; then every run of 11 digits or more is starred. What is formatted last hides nothing from it."""

    def format(self, record):
        return NUMBER.sub(lambda found: "*" * len(found[0]), super().format(record))
