"""What the file of a printed form declares of itself."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf

if TYPE_CHECKING:
    from datetime import datetime


def read(content: bytes) -> pypdf.PdfReader:
    """The file, held to the letter of the standard."""
    return pypdf.PdfReader(io.BytesIO(content), strict=True)


def assert_declares(content: bytes, title: str, subject: str, created_at: datetime) -> None:
    """The form says what it is, about whom, of which moment; and that it is in French."""
    reader = read(content)
    told = reader.metadata
    assert told is not None
    assert (told.title, told.author, told.subject) == (title, "Damancom", subject)
    assert told.creation_date == created_at
    assert reader.root_object["/Lang"] == "fr"


def arabic_texts(content: bytes) -> int:
    """How many texts of the first page are declared as Arabic; every declaration is closed."""
    drawn = read(content).pages[0].get_contents()
    assert drawn is not None
    operators = drawn.get_data()
    assert operators.count(b" BDC") == operators.count(b"\nEMC")
    return operators.count(b"/Lang (ar)")
