"""How numbers and addresses look to those who may know that they are there, and no more."""


def mobile(number: str) -> str:
    """138****5678; of what isn't 11 digits the last two, if it is longer than four."""
    if not number:
        return ""
    return f"{number[:3]}****{number[-4:]}" if len(number) == 11 else f"****{number[4:][-2:]}"


def email(address: str) -> str:
    """a***@x.cn."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}***{at}{domain}" if address else ""


def id_number(tail: str) -> str:
    """Of 18 places only the last four are kept at all."""
    return "*" * 14 + tail if tail else ""
