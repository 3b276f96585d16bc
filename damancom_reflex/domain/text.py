"""What people type, made plain: Arabic digits, invisible marks, spaces of every width."""

from __future__ import annotations

import unicodedata

_DIGITS = {
    ord(digit): str(value)
    for script in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
    for value, digit in enumerate(script)
}
# Direction marks and joiners travel with text copied from a right-to-left page; they say nothing
# about the value.
_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff",
    )
)
_PLAIN = _DIGITS | _INVISIBLE
# Letters of Arabic that are typed one for the other; the stroke that lengthens a word is none.
_ALIKE = {ord("ى"): "ي", ord("ة"): "ه", ord("ـ"): None}


def plain_text(text: str) -> str:
    """Western digits for Arabic and Persian ones, no invisible marks, no spaces around."""
    return text.translate(_PLAIN).strip()


def without_spaces(text: str) -> str:
    """The same, with every space gone, no-break and thin ones too."""
    return "".join(plain_text(text).split())


def folded(text: str) -> str:
    """A text as it is searched: lower case, no accents nor vowel marks, alike Arabic letters as one."""
    apart = unicodedata.normalize("NFKD", plain_text(text).casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_ALIKE)
