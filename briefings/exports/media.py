"""What a renderer asks for a picture's bytes, whoever keeps them."""

from typing import Protocol


class Media(Protocol):
    """Opens pictures for renderers, which know no models and no storage."""

    def open(self, photo: str, width: int) -> bytes:
        """The JPEG of a photo (its UUID as text) at one of `pictures.widths()` of its width."""
