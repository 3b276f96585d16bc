"""What a search of the queue means: one reference, or the employers and insured persons that its words name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import sqlalchemy
from sqlalchemy import ColumnElement, literal, union_all
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.review import Kind, kind_of
from damancom_reflex.domain.text import plain_text
from damancom_reflex.services.kept import kept
from damancom_reflex.services.references import read_reference
from damancom_reflex.services.review.shelves import SHELVES
from damancom_reflex.services.reviewers import Reviewer
from damancom_reflex.services.statements import Rows, rows_of
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.insured import InsuredPerson
from damancom_reflex.store.sought import has_words

LONGEST_SEARCH: Final = 80
MOST_HITS: Final = 150
"""Employers, and insured persons, that one search may mean; with more of them it is told to be too wide."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found.

    Attributes:
        reference: the one request that is meant; empty for a search by words.
        affiliates: ids of employers.
        persons: ids of insured persons.
        too_many: whether there were more, which were left out.
    """

    reference: str = ""
    affiliates: tuple[int, ...] = ()
    persons: tuple[int, ...] = ()
    too_many: bool = False


async def find(session: AsyncSession, search: str, who: Reviewer) -> Hits | None:
    """What the words of a search name; none when nothing is searched for."""
    text = kept(search, LONGEST_SEARCH)
    kind = kind_of(text)
    if kind and (reference := read_reference(kind.value, text)):
        return Hits(reference)
    words = plain_text(text).split()
    if not words:
        return None
    named = select(literal("A").label("what"), Affiliate.id).where(
        *(_employer(word) for word in words), *_of_own_office(who)
    )
    arms = [_some(named)]
    if Kind.CLAIM in who.kinds():
        named = select(literal("P").label("what"), InsuredPerson.id).where(
            has_words(InsuredPerson.sought, text)
        )
        arms.append(_some(named))
    rows = await rows_of(session, union_all(*arms))
    found = {what: tuple(id_ for kind_, id_ in rows if kind_ == what) for what in ("A", "P")}
    return Hits(
        affiliates=found["A"][:MOST_HITS],
        persons=found["P"][:MOST_HITS],
        too_many=any(len(ids) > MOST_HITS for ids in found.values()),
    )


def _some(found: Rows) -> Rows:
    """One more than is taken, so that it is known whether there are more."""
    # A limit inside a union needs brackets that SQLite does not have: a query of it does.
    return sqlalchemy.select(found.limit(MOST_HITS + 1).subquery())


def _of_own_office(who: Reviewer) -> list[ColumnElement[bool]]:
    """Employers that have requests in the office: those of others must not use up what a search may mean."""
    conditions: list[ColumnElement[bool]] = []
    for kind in who.kinds():
        own, shelf = who.office(kind), SHELVES[kind]
        mine = shelf.of_office(own) if own is not None else None
        if mine is not None and not who.everywhere(kind):
            conditions.append(col(Affiliate.id).in_(select(shelf.affiliate).where(mine)))
    return conditions


def _employer(word: str) -> ColumnElement[bool]:
    """That a word is a part of an employer's name, or how its number begins."""
    part = has_words(Affiliate.sought, word)
    number = col(Affiliate.number).startswith(word, autoescape=True)
    return or_(part, number) if word.isdecimal() else part
