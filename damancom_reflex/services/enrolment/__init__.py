"""Adhésion: from an affiliation number to a Damancom account. SPEC section 6.

Who asks is an `Applicant`, a browser that holds the key of its request; every function looks at that key first.
"""

from __future__ import annotations
