"""What a row can keep of what a person typed."""

from __future__ import annotations


def kept(text: str, most: int) -> str:
    """Characters of `text` that a row can keep: `most` at the longest, none that a database refuses."""
    return text.replace("\0", "").encode(errors="ignore").decode()[:most]
