"""Addresses of our pages outside the portal: in letters, and on papers."""

from __future__ import annotations

from urllib.parse import urlencode

from damancom_reflex.i18n import Language
from damancom_reflex.settings import settings


def public_address(page: str, language: Language, **query: str) -> str:
    """The whole address of a page, such as `connexion`, with words for its query."""
    root = settings().public_url.rstrip("/")
    tail = f"?{urlencode(query)}" if query else ""
    return f"{root}/{language}/{page}{tail}"
