"""Build the subset fonts of the site and of the PDFs from IBM Plex.

Run it by hand when a character is missing or IBM publishes a new version::

    python scripts/build_fonts.py

It needs ``npm`` (which fetches the two packages of ``SOURCES``), and the Python packages
``fonttools`` and ``brotli``. Its results are committed, so nobody needs it to run the product.

A subset is a modified version under the Open Font License, and *Plex* is a reserved name: the
results are called *Damancom Sans*. Copyright and licence stay in each file and beside it.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "assets" / "fonts"
PDF = ROOT / "damancom_reflex" / "documents" / "fonts"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
NAME_IDS = {1, 2, 3, 4, 6}
LEGAL_NAME_IDS = [0, 1, 2, 3, 4, 5, 6, 13, 14]

LATIN = (
    "U+0020-007E, U+00A0-00FF, U+0152, U+0153, U+0178, U+02BC, U+2010-2014, U+2018-201E,"
    "U+2022, U+2026, U+202F, U+2030, U+2039, U+203A, U+20AC, U+2190-2193, U+2212, U+2264,"
    "U+2265, U+2713"
)
"""French, English names, and the signs the screens use: spaces, quotes, arrows, %, −, ×, ✓."""

LATIN_NAMES = "U+0100-017F, U+0218-021B, U+1E9E, U+1EA0-1EF9"
"""Letters of other languages' names (ş, ł, ž, ễ…), which forms have to print; screens borrow them from the system."""

ARABIC = (
    "U+060C, U+061B, U+061F, U+0621-063A, U+0640-0655, U+0660-066C, U+0670, U+067E, U+0686,"
    "U+06A4, U+06A8, U+06AD, U+06AF"
)
"""Modern Arabic with its vowels, both kinds of digits a person may paste, and the letters that
Moroccan names add (پ چ ڤ ڨ ڭ گ). Everything else on an Arabic page comes from the Latin file."""

LATIN_FEATURES = ["ccmp", "locl", "mark", "kern"]
ARABIC_FEATURES = ["ccmp", "locl", "init", "medi", "fina", "rlig", "calt", "mark", "mkmk", "kern"]
"""Joining, the obligatory ligatures (lam-alef) and marks. Stylistic sets and optional ligatures
are left out: they triple the file."""


@dataclass(frozen=True)
class Source:
    """One family as IBM publishes it.

    Attributes:
        package: npm package and exact version.
        stem: beginning of the file names inside the package.
        family: name our subset carries.
        slug: beginning of our file names.
        web: characters of the web file.
        pdf: characters of the PDF file; the Arabic one includes Latin, so that one font sets a page.
        features: OpenType features kept.
    """

    package: str
    stem: str
    family: str
    slug: str
    web: str
    pdf: str
    features: list[str]


SOURCES = (
    Source(
        package="@ibm/plex-sans@1.1.0",
        stem="IBMPlexSans",
        family="Damancom Sans",
        slug="damancom-sans",
        web=LATIN,
        pdf=f"{LATIN},{LATIN_NAMES}",
        features=LATIN_FEATURES,
    ),
    Source(
        package="@ibm/plex-sans-arabic@1.1.0",
        stem="IBMPlexSansArabic",
        family="Damancom Sans Arabic",
        slug="damancom-sans-arabic",
        web=ARABIC,
        pdf=f"{LATIN},{ARABIC}",
        features=ARABIC_FEATURES,
    ),
)


def fetch(package: str, folder: Path) -> tarfile.TarFile:
    """Fetch an npm package into a folder and open its archive."""
    command = ["npm", "pack", "--silent", package]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return tarfile.open(folder / done.stdout.split()[-1])


def member(archive: tarfile.TarFile, path: str) -> bytes:
    """Return the content of one file of an archive."""
    stream = archive.extractfile(path)
    if stream is None:
        message = f"{archive.name} has no file {path}"
        raise FileNotFoundError(message)
    return stream.read()


def reduce(content: bytes, characters: str, features: list[str], *, hinted: bool) -> TTFont:
    """Return the font cut down to some characters and OpenType features."""
    options = subset.Options(
        layout_features=features,
        hinting=hinted,
        name_IDs=LEGAL_NAME_IDS,
        name_languages=[0x409],
        notdef_outline=True,
        recalc_timestamp=False,
        glyph_names=False,
    )
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(characters))
    cutter.subset(font)
    return font


def rename(font: TTFont, family: str, weight: int) -> None:
    """Give the font a family name that does not use the reserved one."""
    style = WEIGHTS[weight]
    postscript = f"{family.replace(' ', '')}-{style}"
    names = {
        1: family if weight == 400 else f"{family} {style}",
        2: "Regular",
        3: postscript,
        4: f"{family} {style}",
        6: postscript,
    }
    table = font["name"]
    for record in list(table.names):
        if record.nameID in NAME_IDS:
            table.setName(
                names[record.nameID],
                record.nameID,
                record.platformID,
                record.platEncID,
                record.langID,
            )


def build(source: Source, weight: int, archive: tarfile.TarFile) -> list[Path]:
    """Write the web and the PDF file of one weight and return their paths."""
    path = f"package/fonts/complete/woff2/{source.stem}-{WEIGHTS[weight]}.woff2"
    content = member(archive, path)
    web = reduce(content, source.web, source.features, hinted=False)
    web.flavor = "woff2"
    pdf = reduce(content, source.pdf, source.features, hinted=False)
    pdf.flavor = None
    written = []
    for font, target in (
        (web, WEB / f"{source.slug}-{weight}.woff2"),
        (pdf, PDF / f"{source.slug}-{weight}.ttf"),
    ):
        rename(font, source.family, weight)
        font.save(target)
        written.append(target)
    return written


def main() -> None:
    """Build every file and print its size in bytes."""
    for folder in (WEB, PDF):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for source in SOURCES:
            with fetch(source.package, Path(name)) as archive:
                licence = member(archive, "package/LICENSE.txt")
                for folder in (WEB, PDF):
                    (folder / "OFL.txt").write_bytes(licence)
                for weight in WEIGHTS:
                    for path in build(source, weight, archive):
                        print(f"{path.stat().st_size:>8} {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
