"""words that an insured person is searched by.

Revision: 0007
Follows: 0006
"""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SOUGHT = ("number", "cin", "surname", "first_name", "surname_ar", "first_name_ar")
_ALIKE = {ord("ى"): "ي", ord("ة"): "ه", ord("ـ"): None}


def upgrade() -> None:
    """Apply the change."""
    with op.batch_alter_table("insured_person", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "sought",
                sqlmodel.sql.sqltypes.AutoString(length=400),
                nullable=False,
                server_default="",
            )
        )
    _fill()
    with op.batch_alter_table("insured_person", schema=None) as batch_op:
        batch_op.alter_column("sought", server_default=None)


def _fill() -> None:
    """Those who are there already, as the table does for those who come: folded as on the day of this change."""
    person = sa.table(
        "insured_person",
        sa.column("id"),
        sa.column("sought"),
        *(sa.column(name) for name in _SOUGHT),
    )
    connection = op.get_bind()
    rows = connection.execute(sa.select(person)).mappings().all()
    change = (
        sa.update(person)
        .where(person.c.id == sa.bindparam("which"))
        .values(sought=sa.bindparam("words"))
    )
    given = [
        {
            "which": row["id"],
            "words": " ".join(filter(None, (_folded(row[name]) for name in _SOUGHT))),
        }
        for row in rows
    ]
    if given:
        connection.execute(change, given)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_ALIKE)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("insured_person", schema=None) as batch_op:
        batch_op.drop_column("sought")
