"""indexes that the trail is searched by, and the figures read

Revision: 0008
Follows: 0007
"""

from __future__ import annotations

from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

INDEXES = {
    'ix_audit_event_at': ('audit_event', ['at', 'position']),
    'ix_audit_event_actor': ('audit_event', ['actor', 'at', 'position']),
    'ix_audit_event_action': ('audit_event', ['action', 'at', 'position']),
    'ix_audit_event_subject': ('audit_event', ['subject', 'action', 'at', 'position']),
    'ix_enrolment_request_decided': ('enrolment_request', ['decided_at', 'status', 'submitted_at']),
    'ix_remission_request_decided': ('remission_request', ['decided_at', 'status', 'signed_at']),
    'ix_job_loss_claim_decided': ('job_loss_claim', ['decided_at', 'status', 'filed_at']),
    'ix_remission_request_granted': ('remission_request', ['status', 'remission']),
}

# What these two were: they only found, and did not put in order.
NARROW = {'ix_audit_event_action': 'action', 'ix_audit_event_subject': 'subject'}


def upgrade() -> None:
    """Apply the change."""
    for name in NARROW:
        op.drop_index(name, table_name='audit_event')
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns, unique=False)


def downgrade() -> None:
    """Take it back."""
    for name, (table, _columns) in INDEXES.items():
        op.drop_index(name, table_name=table)
    for name, column in NARROW.items():
        op.create_index(name, 'audit_event', [column], unique=False)
