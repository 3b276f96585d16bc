"""Papers as people hand them in, real ones, and files that only pretend."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache
from typing import Final

from fpdf import FPDF
from PIL import Image

HTML: Final = b"<!doctype html><html><script>alert(document.cookie)</script></html>"
PNG_BEGINS: Final = b"\x89PNG\r\n\x1a\n"
LARGEST: Final = 5 * 1024 * 1024


@cache
def a_pdf(text: str = "Contrat de travail") -> bytes:
    """A page with a sentence on it."""
    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=12)
    made.cell(text=text)
    return bytes(made.output())


@cache
def a_png(side: int = 40, mode: str = "RGB") -> bytes:
    """A square picture."""
    return _saved(Image.new(mode, (side, side)), "PNG")


@cache
def a_jpeg(side: int = 200, *, progressive: bool = False) -> bytes:
    """A square photograph: noise, as paper is under a lamp."""
    noise = Image.effect_noise((side, side), 40).convert("RGB")
    return _saved(noise, "JPEG", progressive=progressive)


def of_size(size: int) -> bytes:
    """A PDF of so many bytes, which readers open."""
    made = a_pdf()
    begin, end = made[:9], made[9:]
    return begin + b"%" + b" " * (size - len(made) - 2) + b"\n" + end


def png_of(width: int, height: int, data: bytes, *more: tuple[bytes, bytes]) -> bytes:
    """A PNG that says it has so many points, whatever its data holds."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), *more, (b"IDAT", zlib.compress(data)), (b"IEND", b"")]
    return PNG_BEGINS + b"".join(_chunk(kind, content) for kind, content in chunks)


def a_bomb() -> bytes:
    """A picture of 74 bytes that would take eleven gigabytes."""
    return png_of(60_000, 60_000, bytes(1000))


def of_scans(count: int) -> bytes:
    """A photograph that goes over its page so many times more than it has to."""
    made = a_jpeg(64, progressive=True)
    last = made.rindex(b"\xff\xda")
    begins = made.rindex(b"\xff\xc4", 0, last)
    return made[:-2] + made[begins:-2] * count + made[-2:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    seal = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + seal


def _saved(picture: Image.Image, picture_format: str, **options: object) -> bytes:
    made = io.BytesIO()
    picture.save(made, picture_format, **options)
    return made.getvalue()
