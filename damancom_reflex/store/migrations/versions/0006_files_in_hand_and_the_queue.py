"""files in hand and the queue of what waits

Revision: 0006
Follows: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

QUEUE = {
    'enrolment_request': ['agency_id', 'expires_on', 'affiliate_id'],
    'remission_request': ['affiliate_id', 'guarantees_due', 'debit_day'],
    'job_loss_claim': ['affiliate_id', 'person_id'],
}


def upgrade() -> None:
    """Apply the change."""
    op.create_table('file_in_hand',
    sa.Column('reference', sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_file_in_hand_account_id_account')),
    sa.PrimaryKeyConstraint('reference', name=op.f('pk_file_in_hand'))
    )
    with op.batch_alter_table('file_in_hand', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_file_in_hand_account_id'), ['account_id'], unique=False)

    for table, covered in QUEUE.items():
        # Each status in the order of its days; what a page and its counts need stands in the index itself.
        op.create_index(f'ix_{table}_queue', table, ['status', 'business_day', 'reference', *covered], unique=False)


def downgrade() -> None:
    """Take it back."""
    for table in QUEUE:
        op.drop_index(f'ix_{table}_queue', table_name=table)
    with op.batch_alter_table('file_in_hand', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_file_in_hand_account_id'))

    op.drop_table('file_in_hand')
