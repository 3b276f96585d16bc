"""what a right to act for an affiliate reaches.

Revision: 0009
Follows: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_SCOPES = ("may_declare", "may_recover")


def upgrade() -> None:
    """Apply the change."""
    with op.batch_alter_table("account_affiliation", schema=None) as batch_op:
        for name in _SCOPES:
            batch_op.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.true())
            )
    _fill()
    with op.batch_alter_table("account_affiliation", schema=None) as batch_op:
        for name in _SCOPES:
            batch_op.alter_column(name, server_default=None)


def _fill() -> None:
    """Rights that a mandate gave reach no further than the latest one; an employer's own reach everything."""
    right = sa.table(
        "account_affiliation",
        *(sa.column(name) for name in ("account_id", "affiliate_id", *_SCOPES)),
    )
    mandate = sa.table(
        "mandate",
        *(sa.column(name) for name in ("id", "delegate_id", "affiliate_id", "may_sign", *_SCOPES)),
    )
    delegate = sa.table("delegate", sa.column("id"), sa.column("account_id"))

    def latest(scope: sa.ColumnElement[bool]) -> sa.ScalarSelect[bool]:
        return (
            sa.select(scope)
            .join_from(mandate, delegate, delegate.c.id == mandate.c.delegate_id)
            .where(
                delegate.c.account_id == right.c.account_id,
                mandate.c.affiliate_id == right.c.affiliate_id,
            )
            .order_by(mandate.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )

    op.execute(
        sa.update(right).values(
            may_declare=sa.func.coalesce(latest(mandate.c.may_declare), right.c.may_declare),
            may_recover=sa.func.coalesce(
                latest(sa.or_(mandate.c.may_recover, mandate.c.may_sign)), right.c.may_recover
            ),
        )
    )


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("account_affiliation", schema=None) as batch_op:
        for name in reversed(_SCOPES):
            batch_op.drop_column(name)
