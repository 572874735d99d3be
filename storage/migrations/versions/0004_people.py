"""Whose runs they are; people's master resumes with their versions; what people say of results."""

import sqlalchemy as sa
from alembic import op

from storage.tables import LOCAL_USER

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the owner of runs, which were the single local user's before, and the new tables."""
    op.add_column("runs", sa.Column("owner", sa.String(255), nullable=False, server_default=LOCAL_USER))
    op.create_index("runs_of_owner", "runs", ["owner", "created_at"])
    op.create_table(
        "masters",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("masters_of_owner", "masters", ["owner"])
    op.create_table(
        "master_versions",
        sa.Column("master", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("resume", sa.JSON(), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("claim", sa.String(64), nullable=False),
        sa.Column("thumb", sa.String(8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("variants", sa.JSON(), nullable=False),
    )
    op.create_index("feedback_of_run", "feedback", ["run_id", "claim", "owner"], unique=True)


def downgrade() -> None:
    """Drop all of it."""
    op.drop_table("feedback")
    op.drop_table("master_versions")
    op.drop_table("masters")
    op.drop_index("runs_of_owner", "runs")
    op.drop_column("runs", "owner")
