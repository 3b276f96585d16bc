"""words that an employer is searched by.

Revision: 0010
Follows: 0009
"""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LONGEST = 400
_ALIKE = {ord("ى"): "ي", ord("ة"): "ه", ord("ـ"): None}


def upgrade() -> None:
    """Apply the change."""
    with op.batch_alter_table("affiliate", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "sought",
                sqlmodel.sql.sqltypes.AutoString(length=_LONGEST),
                nullable=False,
                server_default="",
            )
        )
    _fill()
    with op.batch_alter_table("affiliate", schema=None) as batch_op:
        batch_op.alter_column("sought", server_default=None)


def _fill() -> None:
    """Those who are there already, as the table does for those who come: folded as on the day of this change."""
    employer = sa.table("affiliate", *(sa.column(name) for name in ("id", "legal_name", "sought")))
    connection = op.get_bind()
    rows = connection.execute(sa.select(employer.c.id, employer.c.legal_name)).all()
    change = (
        sa.update(employer)
        .where(employer.c.id == sa.bindparam("which"))
        .values(sought=sa.bindparam("words"))
    )
    given = [{"which": id_, "words": _folded(name)} for id_, name in rows]
    if given:
        connection.execute(change, given)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_ALIKE)[:_LONGEST]


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("affiliate", schema=None) as batch_op:
        batch_op.drop_column("sought")
