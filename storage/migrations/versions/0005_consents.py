"""To whom users agreed that the text of their resumes goes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table; nobody has agreed to anything yet."""
    op.create_table(
        "consents",
        sa.Column("user", sa.String(255), primary_key=True),
        sa.Column("provider", sa.String(64), primary_key=True),
        sa.Column("address", sa.String(255), primary_key=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("consents")
