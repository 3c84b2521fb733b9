"""What an approval is of: the wording, what is hidden in it, and who approved just that.

Approvals from before were of words that nobody kept: they await again. Rejections stand.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_NEW = {
    "words": "",
    "hidden": "[]",
    "code": "",
    "about": "",
    "who": "",
    "digest": "",
    "origin": "selected",
    "approvals": "[]",
}


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("approval_revisions") as table:
        for name, value in _NEW.items():
            table.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=value))
    with op.batch_alter_table("approval_revisions") as table:
        for name in _NEW:
            table.alter_column(name, server_default=None)
