"""The affiliates an account acts for: searched, sorted and cut by the database."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlmodel import col, func, or_, select

from damancom_reflex.domain.text import plain_text
from damancom_reflex.services import business, rights
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.kept import kept
from damancom_reflex.services.paging import Page, one_page
from damancom_reflex.services.recouvrement.opening import open_reference_of
from damancom_reflex.services.recouvrement.views import AffiliationRow
from damancom_reflex.services.rights import Scope
from damancom_reflex.store.accounts import AccountAffiliation
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.engine import reading
from damancom_reflex.store.sought import has_words

LONGEST_SEARCH: Final = 80

COLUMNS: Final = {
    "number": col(Affiliate.number),
    # Without its accents: a database puts them behind the last letter.
    "legal_name": col(Affiliate.sought),
    "scheme": col(Affiliate.scheme),
    "ice": col(Affiliate.ice),
}
"""Columns the table may be sorted by."""


async def affiliations(
    actor: Actor,
    search: str = "",
    sort: str = "number",
    *,
    descending: bool = False,
    page: int = 1,
    page_size: int = 10,
    scope: Scope = Scope.RECOVER,
) -> Page[AffiliationRow]:
    """One page of the affiliates this account acts for today.

    Args:
        actor: who asks.
        search: part of a number, a legal name or an ICE; Arabic digits are taken.
        sort: one of `COLUMNS`, the number for anything else.
        descending: sort downwards.
        page: from 1; a page past the end gives the last one.
        page_size: rows a page, 100 at most.
        scope: what the account must be allowed to do for them.

    Raises:
        Refused: `not_allowed` for staff.
    """
    rights.employer(actor)
    async with reading() as session:
        mine = rights.acts_for(actor, await business.today(session), scope)
        rights_of = select(AccountAffiliation.affiliate_id).where(mine)
        wanted = [col(Affiliate.id).in_(rights_of), *_matching(search)]
        count = select(func.count()).select_from(Affiliate).where(*wanted)
        column = COLUMNS.get(sort, COLUMNS["number"])
        wanted_rows: Any = (
            select(Affiliate.number, Affiliate.legal_name, Affiliate.scheme, Affiliate.ice)
            .add_columns(open_reference_of(Affiliate.id).scalar_subquery())
            .where(*wanted)
            .order_by(column.desc() if descending else column, col(Affiliate.number))
        )
        rows = await one_page(session, wanted_rows, count, page, page_size)
        return rows.each(lambda row: AffiliationRow(*row))


def _matching(search: str) -> list[ColumnElement[bool]]:
    text = plain_text(kept(search, LONGEST_SEARCH))
    if not text:
        return []
    number = "".join(text.split())
    return [
        or_(
            col(Affiliate.number).contains(number, autoescape=True),
            has_words(Affiliate.sought, text),
            col(Affiliate.ice).contains(number, autoescape=True),
        )
    ]
