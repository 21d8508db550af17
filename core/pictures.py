"""Uploaded pictures, encoded anew: what is stored is what we drew, never the bytes that somebody sent."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from django.http import HttpResponse
from PIL import Image, ImageOps

from core.errors import DomainError

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
MOST_PIXELS = 25_000_000
# The longest side in pixels, and the bytes above which a picture without transparency becomes a JPEG.
LONGEST_SIDE = 1600
_HEAVY = 600_000
NO_PICTURE = "This file is not a picture that can be shown. Use PNG, JPEG, GIF or WebP."


@dataclass(frozen=True, slots=True)
class Encoded:
    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


def encode_picture(data: bytes) -> Encoded:
    """The first frame of a picture, at most 1600 pixels a side, without what else the file held; or DomainError."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise DomainError("This picture has more than 25 million pixels. Make it smaller first.")
            picture = ImageOps.exif_transpose(opened).convert("RGBA" if _transparent(opened) else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise DomainError(NO_PICTURE) from None
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _saved(picture)


def _transparent(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def _saved(picture: Image.Image) -> Encoded:
    """PNG keeps diagrams sharp; a photograph would be too heavy for it."""
    target = BytesIO()
    picture.save(target, "PNG", optimize=True)
    if target.tell() <= _HEAVY or picture.mode == "RGBA":
        return Encoded(target.getvalue(), "image/png", *picture.size)
    target = BytesIO()
    picture.save(target, "JPEG", quality=85, optimize=True)
    return Encoded(target.getvalue(), "image/jpeg", *picture.size)


def picture_response(data: bytes, media_type: str) -> HttpResponse:
    """Opened on its own, the picture is a download that can run nothing."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="picture.{media_type.partition("/")[2]}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
