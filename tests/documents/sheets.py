"""Reading the first sheet of an XLSX file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from zipfile import ZipFile

_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Sheet:
    """A sheet as it lies in its file.

    Attributes:
        cells: text of each cell that has one, by its name (`A1`).
        kinds: `n` for a number or a day, `inlineStr` for text.
        xml: the sheet's own file.
        styles: the formats' file.
    """

    cells: dict[str, str]
    kinds: dict[str, str]
    xml: str
    styles: str

    @property
    def formulas(self) -> bool:
        """Whether any cell is a formula."""
        return "<f>" in self.xml

    @property
    def links(self) -> bool:
        """Whether any cell is a link."""
        return "hyperlink" in self.xml

    @property
    def from_the_right(self) -> bool:
        """Whether the first column is the rightmost."""
        return 'rightToLeft="1"' in self.xml


def sheet_of(content: bytes) -> Sheet:
    """The first sheet of a file."""
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    # Our own file, made a moment ago.
    cells = ET.fromstring(xml).iter(f"{_SPACE}c")  # noqa: S314
    found = {cell.attrib["r"]: cell for cell in cells}
    return Sheet(
        # A carriage return is written so: XML itself would read it as another end of line.
        {name: "".join(cell.itertext()).replace("_x000D_", "\r") for name, cell in found.items()},
        {name: cell.attrib.get("t", "n") for name, cell in found.items()},
        xml,
        styles,
    )
