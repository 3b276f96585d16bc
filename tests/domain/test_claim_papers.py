"""Which files are papers, whatever they call themselves."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.job_loss.papers import (
    ENDINGS,
    JPEG,
    LARGEST_PAPER,
    LONGEST_NAME,
    PDF,
    PNG,
    PaperError,
    paper_name,
    sniff,
)
from tests import paper_files as files


def refusal(content: bytes) -> str:
    """The code that a file is refused with."""
    with pytest.raises(PaperError) as refused:
        sniff(content)
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (files.a_pdf(), PDF),
        (files.a_pdf() + b"\n\n", PDF),
        (files.a_png(), PNG),
        (files.a_png(mode="1"), PNG),
        (files.a_png(mode="LA"), PNG),
        (files.a_png(mode="I;16"), PNG),
        (files.a_jpeg(), JPEG),
        (files.a_jpeg(progressive=True), JPEG),
    ],
    ids=["pdf", "pdf and lines", "png", "1 bit", "alpha", "16 bits", "jpeg", "progressive"],
)
def test_a_file_is_what_its_content_says(content: bytes, media_type: str):
    assert sniff(content) == media_type


def test_nothing_is_no_paper():
    assert refusal(b"") == "paper_empty"


def test_five_mebibytes_are_taken_and_not_a_byte_more():
    assert sniff(files.of_size(LARGEST_PAPER)) == PDF
    with pytest.raises(PaperError) as refused:
        sniff(files.of_size(LARGEST_PAPER + 1))
    assert refused.value.code == "paper_too_large"
    assert refused.value.params == {"most": 5_242_880}


@pytest.mark.parametrize(
    "content",
    [
        files.HTML,
        b"GIF89a" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        b"MZ" + bytes(100),
        b"II*\0" + bytes(100),
        b"RIFF\0\0\0\0WEBPVP8 " + bytes(100),
        b"\0\0\0\x18ftypheic" + bytes(100),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b" " + files.a_pdf(),
        files.HTML + files.a_pdf(),
        files.a_png()[1:],
        b"%",
        b"\xff\xd8",
    ],
)
def test_any_other_content_is_of_an_unknown_type(content: bytes):
    assert refusal(content) == "paper_type_unknown"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n" + files.HTML,
        b"%PDF-1.7\n%%EOF",
        b"%PDF-x.y\n" + files.a_pdf()[9:],
        files.a_pdf()[:-20],
        files.a_pdf() + bytes(4000),
        files.PNG_BEGINS + files.HTML,
        b"\xff\xd8\xff\xe0" + files.HTML,
    ],
)
def test_a_beginning_alone_makes_no_paper(content: bytes):
    assert refusal(content) == "paper_damaged"


@pytest.mark.parametrize(
    "whole", [files.a_jpeg(), files.a_jpeg(progressive=True)], ids=["baseline", "progressive"]
)
def test_half_a_photograph_is_damaged(whole: bytes):
    for size in (3, 10, 60, len(whole) // 2, len(whole) - 4, len(whole) - 1):
        assert refusal(whole[:size]) == "paper_damaged"


def test_half_a_picture_is_damaged():
    whole = files.a_png()
    for size in (8, 20, 40, len(whole) // 2, len(whole) - 16):
        assert refusal(whole[:size]) == "paper_damaged"
    assert refusal(files.png_of(1000, 1000, bytes(5000))) == "paper_damaged"


def test_a_changed_byte_of_a_picture_is_seen():
    changed = bytearray(files.a_png())
    changed[len(changed) // 2] ^= 0xFF
    assert refusal(bytes(changed)) == "paper_damaged"


def test_a_picture_too_large_to_be_opened_is_not_opened():
    assert refusal(files.a_bomb()) == "paper_too_detailed"
    # Pillow only warns of this one, and says nothing of the next.
    assert refusal(files.png_of(10_000, 10_000, bytes(1000))) == "paper_too_detailed"
    assert refusal(files.png_of(6_001, 6_000, bytes(1000))) == "paper_too_detailed"


def test_a_picture_of_as_many_points_as_one_may_have_is_taken():
    assert sniff(files.a_png(6_000, "1")) == PNG


@pytest.mark.parametrize("content", [files.a_bomb(), files.png_of(6_001, 6_000, bytes(1000))])
def test_who_brings_a_picture_too_large_is_told_how_large_one_may_be(content: bytes):
    with pytest.raises(PaperError) as refused:
        sniff(content)
    assert refused.value.params == {"most": 36_000_000}


def test_text_blown_up_inside_a_picture_is_not_read():
    text = (b"zTXt", b"a\0\0" + files.zlib.compress(bytes(80_000_000)))
    assert refusal(files.png_of(10, 10, bytes(310), text)) == "paper_damaged"


def test_a_photograph_of_many_scans_is_not_decoded():
    assert sniff(files.of_scans(8)) == JPEG
    own = files.a_jpeg(64, progressive=True).count(b"\xff\xda")
    assert sniff(files.of_scans(32 - own)) == JPEG
    assert refusal(files.of_scans(33 - own)) == "paper_damaged"
    assert refusal(files.of_scans(2_000)) == "paper_damaged"


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8" + b"\xff" * 4_000_000,
        b"\xff\xd8\xff" + b"\xd0\xff" * 2_000_000,
        b"\xff\xd8" + b"\xff\xe0\0\x02" * 1_000_000,
        b"\xff\xd8" + b"\xff\xe0\0\0" * 1_000_000,
    ],
    ids=["fill", "restarts", "segments", "of no length"],
)
def test_a_photograph_without_end_is_left_at_once(content: bytes):
    assert refusal(content) == "paper_damaged"


@given(st.binary(max_size=300), st.sampled_from(["", "pdf", "png", "jpeg"]))
def test_no_bytes_raise_anything_else(tail: bytes, kind: str):
    begins = {
        "": b"",
        "pdf": b"%PDF-1.4",
        "png": files.a_png()[:40],
        "jpeg": files.a_jpeg()[:600],
    }
    try:
        assert sniff(begins[kind] + tail) in ENDINGS
    except PaperError as refused:
        assert refused.code.startswith("paper_")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("contrat.pdf", "contrat.pdf"),
        ("Contrat signé (2).PDF", "Contrat signé (2).PDF"),
        ("عقد الشغل.pdf", "عقد الشغل.pdf"),
        ("../../x", "x.pdf"),
        ("..\\..\\windows\\x.pdf", "x.pdf"),
        ("C:\\Users\\moi\\PV.pdf", "PV.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("x\u202efdp.exe", "xfdp.exe.pdf"),
        ("a\u200bb\u2066c\u2069.pdf", "abc.pdf"),
        ("a\r\nSet-Cookie: b=c.pdf", "a Set-Cookie: b=c.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("\ud83d.pdf", "document.pdf"),
        ("photo.png", "photo.pdf"),
        ("photo.JPEG", "photo.pdf"),
        ("rapport.v2.final", "rapport.v2.final.pdf"),
        ("rapport.v2.pdf", "rapport.v2.pdf"),
        ("rapport. .pdf", "rapport.pdf"),
        ("Xérox.pdf", "Xérox.pdf"),
        ("e\u0301tat.pdf", "état.pdf"),
        ("  .. ", "document.pdf"),
        (".pdf", "document.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "document.pdf"),
        ("a" * 500 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_a_name_shows_no_path_nor_trick_and_the_ending_it_deserves(name: str, shown: str):
    assert paper_name(name, PDF) == shown


def test_endings_of_a_type_are_left_as_they_are():
    assert [paper_name(f"a.{ending}", JPEG) for ending in ("jpg", "JPEG", "png", "pdf")] == [
        "a.jpg",
        "a.JPEG",
        "a.jpg",
        "a.jpg",
    ]
    assert paper_name("a.pdf", PNG) == "a.png"


@given(st.text(max_size=400), st.sampled_from(sorted(ENDINGS)))
def test_every_name_can_be_kept_and_shown(name: str, media_type: str):
    shown = paper_name(name, media_type)
    assert 0 < len(shown) <= LONGEST_NAME
    assert shown.lower().endswith(ENDINGS[media_type])
    assert not any(unicodedata.category(char)[0] == "C" for char in shown)
    assert not set("/\\\n") & set(shown)
    assert paper_name(shown, media_type) == shown
