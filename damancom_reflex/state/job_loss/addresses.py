"""Addresses of the pages of IPE, below the language."""

from __future__ import annotations

from typing import Final

LIST_PAGE: Final = "ipe"
AFFILIATES_PAGE: Final = "ipe/affilie"
INSURED_PAGE: Final = "ipe/assures"
FORM_PAGE: Final = "ipe/formulaire"
CLAIM_PAGE: Final = "ipe/demandes"
