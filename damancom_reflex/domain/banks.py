"""Moroccan bank codes, the first three digits of a RIB.

Codes were read in public code, names are common knowledge: lists disagree, so an unknown code only
warns. Names are as the banks write them.
"""

from __future__ import annotations

_POPULAIRE = (
    *("101", "105", "109", "117", "127", "133", "143", "145", "148", "150"),
    *("155", "157", "159", "164", "169", "172", "175", "178", "181", "190"),
)

BANKS: dict[str, str] = {
    "001": "Bank Al-Maghrib",
    "002": "Arab Bank",
    "005": "Union Marocaine de Banques",
    "007": "Attijariwafa bank",
    "011": "Bank of Africa",
    "013": "BMCI",
    "021": "Crédit du Maroc",
    "022": "Saham Bank",
    "023": "BMCI",
    "028": "Citibank Maghreb",
    "050": "CFG Bank",
    **dict.fromkeys(_POPULAIRE, "Banque Populaire"),
    "210": "CDG Capital",
    "225": "Crédit Agricole du Maroc",
    "230": "CIH Bank",
    "310": "Trésorerie Générale du Royaume",
    "350": "Al Barid Bank",
    "360": "Umnia Bank",
    "366": "Bank Al Yousr",
    "833": "Al Barid Bank",
    "863": "Crédit Agricole du Maroc",
}
"""Bank name by code."""
