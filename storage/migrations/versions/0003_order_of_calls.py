"""Why each road was asked, and what its tokens were for."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add both columns; calls of before were work."""
    op.add_column("calls", sa.Column("purpose", sa.String(16), nullable=False, server_default="work"))
    op.add_column("calls", sa.Column("why", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop both columns."""
    op.drop_column("calls", "why")
    op.drop_column("calls", "purpose")
