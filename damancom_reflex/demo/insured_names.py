"""Invented employees' names, in both scripts, and what is drawn for each: card, phone, mailbox."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from damancom_reflex.demo.numbers import draw

FIRST_NAMES: Final = (
    *(("Aïcha", "عائشة"), ("Amine", "أمين"), ("Asmae", "أسماء"), ("Ayoub", "أيوب")),
    *(("Bouchra", "بشرى"), ("Brahim", "إبراهيم"), ("Dounia", "دنيا"), ("El Hassan", "الحسن")),
    *(("Fadwa", "فدوى"), ("Fouad", "فؤاد"), ("Hafida", "حفيظة"), ("Hamza", "حمزة")),
    *(("Houda", "هدى"), ("Ilham", "إلهام"), ("Ismaïl", "إسماعيل"), ("Jamila", "جميلة")),
    *(("Khalid", "خالد"), ("Laïla", "ليلى"), ("Mehdi", "المهدي"), ("Meryem", "مريم")),
    *(("Najat", "نجاة"), ("Nabil", "نبيل"), ("Oumaima", "أميمة"), ("Otmane", "عثمان")),
    *(("Rania", "رانية"), ("Saïd", "سعيد"), ("Samira", "سميرة"), ("Tarik", "طارق")),
    *(("Wafae", "وفاء"), ("Yassine", "ياسين"), ("Zakaria", "زكرياء"), ("Zohra", "زهرة")),
)
SURNAMES: Final = (
    *(("Aberkane", "أبركان"), ("Achour", "عاشور"), ("Aït Lahcen", "أيت لحسن")),
    *(("Ammari", "العماري"), ("Azzouzi", "العزوزي"), ("Bakkali", "البقالي")),
    *(("Belhaj", "بلحاج"), ("Benjelloun", "بنجلون"), ("Bensaïd", "بنسعيد")),
    *(("Boukhari", "البخاري"), ("Boutaleb", "بوطالب"), ("Chafik", "شفيق")),
    *(("Cherkaoui", "الشرقاوي"), ("Daoudi", "الداودي"), ("El Ghazi", "الغازي")),
    *(("El Harti", "الحارثي"), ("El Khattabi", "الخطابي"), ("Filali", "الفيلالي")),
    *(("Guessous", "كسوس"), ("Haddad", "حداد"), ("Idrissi", "الإدريسي")),
    *(("Jabri", "الجابري"), ("Kabbaj", "القباج"), ("Lakhdar", "لخضر")),
    *(("Mansouri", "المنصوري"), ("Naciri", "الناصري"), ("Ouardi", "الوردي")),
    *(("Oulhaj", "أولحاج"), ("Rami", "الرامي"), ("Saadi", "السعدي")),
    *(("Slaoui", "السلاوي"), ("Tahiri", "الطاهري"), ("Yacoubi", "اليعقوبي")),
    *(("Zerouali", "الزروالي"), ("Zniber", "زنيبر"), ("Zouaoui", "الزواوي")),
)
_CIN_LETTERS: Final = ("BK", "AE", "C", "D", "EA", "J")

Name = tuple[str, str, str, str]
"""First name and surname, each in Latin and in Arabic letters: `("Aïcha", "عائشة", "Rami", "الرامي")`."""


def drawn_name(*words: object) -> Name:
    """Somebody's name."""
    first = FIRST_NAMES[draw(len(FIRST_NAMES), "first name", *words)]
    return (*first, *SURNAMES[draw(len(SURNAMES), "surname", *words)])


def drawn_card(*words: object) -> str:
    """A CIN."""
    letters = _CIN_LETTERS[draw(len(_CIN_LETTERS), "letters", *words)]
    return f"{letters}{100_000 + draw(350_000, 'card', *words)}"


def mailbox(first_name: str, surname: str, line: object = "") -> str:
    """An e-mail address that is nobody's."""
    plain = unicodedata.normalize("NFKD", f"{first_name}.{surname}").encode("ascii", "ignore")
    return f"{re.sub(r'[^a-z.]', '', plain.decode().lower())}{line}@courriel.example"
