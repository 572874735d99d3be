"""The list of runs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table of runs."""
    op.create_table(
        "runs",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("resume_document", sa.String(64), nullable=False),
        sa.Column("resume_name", sa.Text(), nullable=False),
        sa.Column("job_document", sa.String(64), nullable=False),
        sa.Column("job_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    """Drop the table of runs."""
    op.drop_table("runs")
