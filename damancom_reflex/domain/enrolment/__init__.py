"""Adhésion: the rules of asking for a Damancom account. SPEC section 6."""

from __future__ import annotations
