"""What the gateway keeps: the ledger of calls, answers, providers, daily spending, learned ways."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the gateway's tables."""
    _make_ledger()
    _make_answers()
    _make_providers()
    op.create_table(
        "daily_tokens",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("user", sa.String(255), primary_key=True),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "learned_ways",
        sa.Column("provider", sa.String(64), primary_key=True),
        sa.Column("model", sa.String(255), primary_key=True),
        sa.Column("way", sa.String(32), primary_key=True),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("learned_at", _MOMENT, nullable=False),
    )


def _make_ledger() -> None:
    op.create_table(
        "calls",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("run_id", sa.String(64), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("key_label", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("sent_as", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("cached", sa.Boolean(), nullable=False),
        sa.Column("latency", sa.Float(), nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=False),
        sa.Column("tokens_out", sa.Integer(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
    )
    op.create_index("calls_of_run", "calls", ["run_id"])
    op.create_index("calls_of_user", "calls", ["user", "at"])
    op.create_index("calls_at", "calls", ["at"])


def _make_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("run_id", sa.String(64), primary_key=True),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=False),
        sa.Column("tokens_out", sa.Integer(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
    )
    op.create_index("answers_of_run", "answers", ["run_id"])
    op.create_index("answers_expire", "answers", ["expires_at"])


def _make_providers() -> None:
    op.create_table(
        "providers",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("base_url", sa.Text(), nullable=True),
        sa.Column("encrypted_key", sa.Text(), nullable=True),
        sa.Column("api", sa.String(16), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
    )
    op.create_index(
        "one_default_provider",
        "providers",
        ["is_default"],
        unique=True,
        sqlite_where=sa.text("is_default"),
        postgresql_where=sa.text("is_default"),
    )


def downgrade() -> None:
    """Drop the gateway's tables."""
    for table in ("learned_ways", "daily_tokens", "providers", "answers", "calls"):
        op.drop_table(table)
