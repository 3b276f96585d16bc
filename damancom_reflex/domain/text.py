"""What people type, made plain: Arabic digits, invisible marks, spaces of every width."""

from __future__ import annotations

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


def plain_text(text: str) -> str:
    """Western digits for Arabic and Persian ones, no invisible marks, no spaces around."""
    return text.translate(_PLAIN).strip()


def without_spaces(text: str) -> str:
    """The same, with every space gone, no-break and thin ones too."""
    return "".join(plain_text(text).split())
