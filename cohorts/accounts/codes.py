"""The codes on activation slips: 60 bits in letters nobody mistakes, printed once and kept as a digest."""

import hashlib
import re
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O and U
LENGTH = 12
MISREAD = str.maketrans("ILO", "110")


def new_code():
    """XXXX-XXXX-XXXX"""
    return parted("".join(secrets.choice(ALPHABET) for _place in range(LENGTH)))


def parted(code):
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def understood(typed):
    """The code as printed, of one typed in any manner, even with the address before it; "" if it can be none."""
    last = unicodedata.normalize("NFKC", typed).strip().rstrip("/").rpartition("/")[2]
    letters = re.sub(r"[\W_]", "", last).upper().translate(MISREAD)
    return parted(letters) if re.fullmatch(f"[{ALPHABET}]{{{LENGTH}}}", letters) else ""


def digest(code):
    """64 hex digits. No key is needed: nobody guesses 60 bits."""
    return hashlib.sha256(code.encode()).hexdigest()
