"""Addresses of the pages of staff review, below the language."""

from __future__ import annotations

from typing import Final

QUEUE_PAGE: Final = "equipe/dossiers"
FILE_PAGE: Final = "equipe/dossier"
