"""Papers that an employer adds to a claim: which files are taken, whatever they call themselves.

What a file is, its content says: neither its name nor the type that a browser announces. A picture is decoded to its
last line, so that an officer never opens half a page.
"""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Final

from PIL import Image

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.words import Word

LARGEST_PAPER: Final = 5 * 1024 * 1024
"""Bytes of a paper. SPEC section 7."""

MOST_PAPERS: Final = 12
"""Papers of a claim: each kind, twice and some more. Ours."""

MOST_PIXELS: Final = 36_000_000
"""Points of a picture: an A4 page at 600 points an inch, and as much memory (four bytes each) as one may cost. Ours."""

LONGEST_NAME: Final = 120

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"

ENDINGS: Final[dict[str, tuple[str, ...]]] = {
    PDF: (".pdf",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
}
"""Endings that the name of a file of each type may have; the first is given to one that has another."""

_ENDINGS: Final = frozenset(ending for endings in ENDINGS.values() for ending in endings)

_PDF_BEGINS: Final = re.compile(rb"%PDF-[12]\.[0-9]")
_PDF_ENDS: Final = re.compile(rb"startxref\s+[0-9]+\s+%%EOF")
_PDF_TAIL: Final = 2048
"""Bytes from the end in which the end marker must stand: readers look for it in the last 1024, give or take a line."""

_PICTURES: Final = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
_FORMATS: Final = {JPEG: "JPEG", PNG: "PNG"}
_SMALLER: Final = 8
"""A JPEG is decoded to an eighth of its sides: every byte of it is read, in a sixty-fourth of the memory."""

_MOST_SCANS: Final = 32
"""Times a JPEG may go over its page: cameras need one to ten, a file of empty scans keeps a decoder for an hour."""

_MOST_SEGMENTS: Final = 2000
_SEGMENT: Final = re.compile(rb"\xff{1,8}([^\x00\x01\xd0-\xd9\xff])(..)", re.DOTALL)
_AFTER_SCAN: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_SCAN: Final = b"\xda"
_END: Final = b"\xff\xd9"

_NAMELESS: Final = "document"


class PaperKind(Word):
    """What a paper is, as the employer says."""

    FORM = "FORM"
    IDENTITY = "IDENTITY"
    REPORT = "REPORT"
    CONTRACT = "CONTRACT"
    OTHER = "OTHER"


class PaperError(DomainError):
    """A file that is not taken.

    Codes: `paper_empty`; `paper_too_large` (`most`, bytes); `paper_type_unknown`; `paper_too_detailed` (`most`, points
    of a picture); `paper_damaged`.
    """

    code = "paper_damaged"


def sniff(content: bytes) -> str:
    """The media type of a file, from its content: a PDF, a JPEG or a PNG that can be opened.

    Pictures are decoded, which takes up to a second: call it in a thread.

    Raises:
        PaperError: when the file is none of them, or not whole.
    """
    if not content:
        raise PaperError("paper_empty")
    if len(content) > LARGEST_PAPER:
        raise PaperError("paper_too_large", most=LARGEST_PAPER)
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return PDF
    for beginning, media_type in _PICTURES.items():
        if content.startswith(beginning):
            _check_picture(content, media_type)
            return media_type
    raise PaperError("paper_type_unknown")


def paper_name(name: str, media_type: str) -> str:
    """A file's name as it may be shown and given back: no path, no control or direction marks, the ending it deserves.

    Args:
        name: as the employer's machine called the file.
        media_type: what `sniff` found.

    Returns:
        At most 120 characters; `document` and its ending when nothing is left.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Whatever is invisible (controls, direction marks, halves of emoji) or a line's end becomes nothing or a space.
    seen = "".join(" " if char.isspace() else char for char in last if _shown(char))
    plain = " ".join(seen.split())
    stem, dot, ending = plain.rpartition(".")
    ending = f"{dot}{ending}"
    if ending.lower() not in _ENDINGS:
        stem, ending = plain, ""
    if ending.lower() not in ENDINGS[media_type]:
        ending = ENDINGS[media_type][0]
    stem = stem.lstrip(". ")[: LONGEST_NAME - len(ending)].rstrip(". ")
    return f"{stem or _NAMELESS}{ending}"


def _shown(char: str) -> bool:
    return char.isspace() or unicodedata.category(char)[0] != "C"


def _check_pdf(content: bytes) -> None:
    """A header of a version there is, and the end that every writer puts last."""
    if not (_PDF_BEGINS.match(content) and _PDF_ENDS.search(content, len(content) - _PDF_TAIL)):
        raise PaperError("paper_damaged")


def _check_picture(content: bytes, media_type: str) -> None:
    if media_type == JPEG and not 0 < _scans(content) <= _MOST_SCANS:
        raise PaperError("paper_damaged")
    try:
        _decode(content, _FORMATS[media_type])
    except PaperError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PaperError("paper_too_detailed", most=MOST_PIXELS) from error
    except Exception as error:
        # Bytes may be made to hurt: whatever the decoder says of them, nobody will see this picture.
        raise PaperError("paper_damaged") from error


def _decode(content: bytes, picture_format: str) -> None:
    with Image.open(io.BytesIO(content), formats=[picture_format]) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise PaperError("paper_too_detailed", most=MOST_PIXELS)
        picture.verify()
    with Image.open(io.BytesIO(content), formats=[picture_format]) as picture:
        picture.draft(None, (width // _SMALLER, height // _SMALLER))
        picture.load()


def _scans(content: bytes) -> int:
    """Scans of a JPEG, each segment where the one before says; 0 for a file that does not go on so to its end."""
    at, scans = len(b"\xff\xd8"), 0
    for _ in range(_MOST_SEGMENTS):
        segment = _SEGMENT.match(content, at)
        if segment is None:
            return scans if content.startswith(_END, at) else 0
        at = segment.start(2) + int.from_bytes(segment[2], "big")
        if segment[1] == _SCAN:
            scans += 1
            following = _AFTER_SCAN.search(content, at)
            at = following.start() if following else len(content)
    return 0
