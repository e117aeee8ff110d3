"""Draws a picture anew: nothing stays of where, when and with what it was taken, nor of what hides behind it."""

import warnings
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from homeward.sources.attachments.kinds import FileKind, NotTakenError

MOST_PIXELS = 50_000_000
_FORMATS = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}
_HOW: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "subsampling": 0, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92, "method": 4},
}
_MODES = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "RGB", "RGBA", "I;16"), "WEBP": ("RGB", "RGBA")}


def clean_picture(content: bytes, kind: FileKind) -> bytes:
    """Return a picture's own dots in a new file of the same kind, turned upright; nothing else of the old one.

    Raises NotTakenError for what is no whole picture of the kind, for one of too many dots, and for a moving one.
    """
    name = _FORMATS[kind]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(content), formats=(name,)) as picture:
                _check(picture)
                picture.load()
                upright = ImageOps.exif_transpose(picture)
                return _drawn(upright, name)
    except NotTakenError:
        raise
    except Exception:  # a broken picture can fail in any way: nothing of it is kept
        raise NotTakenError("The picture is broken or cut off. Open it, save it again, and add that.") from None


def _check(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise NotTakenError("The picture has more than 50 million dots. Save it smaller, and add that.")
    if getattr(picture, "n_frames", 1) > 1:
        raise NotTakenError("The picture moves. Save one picture of it, and add that.")


def _drawn(picture: Image.Image, name: str) -> bytes:
    plain = picture if picture.mode in _MODES[name] else picture.convert(_mode_for(picture, name))
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    written = BytesIO()
    bare.save(written, name, **_HOW[name])
    return written.getvalue()


def _mode_for(picture: Image.Image, name: str) -> str:
    has_clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    return "RGBA" if has_clear and name != "JPEG" else "RGB"
