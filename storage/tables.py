"""The tables of the database."""

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    String,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, with its zone on every database; SQLite by itself forgets it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """On the way in: any zone becomes UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """On the way out: always with the zone."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Dollars(TypeDecorator[Decimal]):
    """An amount in US dollars, kept as a whole number of 10^-12 dollars, so that sums are exact on every database.

    The cheapest tokens cost about 10^-9 dollars; a sum may reach nine million.
    """

    impl = BigInteger
    cache_ok = True

    PER_DOLLAR = 10**12

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """On the way in: rounded to 10^-12 dollars."""
        return None if value is None else round(value * self.PER_DOLLAR)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """On the way out, sums included (PostgreSQL sums whole numbers as decimals)."""
        return None if value is None else Decimal(int(value)) / self.PER_DOLLAR


class Table(DeclarativeBase):
    """Base of all tables."""


LOCAL_USER = "local"
"""The user where nobody signs in: one person on their own machine."""


class RunRow(Table):
    """One run of the pipeline."""

    __tablename__ = "runs"
    __table_args__ = (Index("runs_of_owner", "owner", "created_at"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, onupdate=now)
    status: Mapped[str] = mapped_column(String(16), default="open")
    resume_document: Mapped[str] = mapped_column(String(64))
    resume_name: Mapped[str] = mapped_column(Text)
    job_document: Mapped[str] = mapped_column(String(64))
    job_name: Mapped[str] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text, default=None)
    company: Mapped[str | None] = mapped_column(Text, default=None)
    folder: Mapped[str] = mapped_column(Text)
    settings: Mapped[dict[str, object]] = mapped_column(JSON)
    owner: Mapped[str] = mapped_column(String(255), default=LOCAL_USER, server_default=LOCAL_USER)


class LedgerRow(Table):
    """One request to a model or a search, or one answer out of the cache. Fields are those of `storage.ledger.CallRow`."""

    __tablename__ = "calls"
    __table_args__ = (Index("calls_of_run", "run_id"), Index("calls_of_user", "user", "at"), Index("calls_at", "at"))

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    user: Mapped[str] = mapped_column(Text)
    run_id: Mapped[str] = mapped_column(String(64))
    stage: Mapped[str] = mapped_column(Text)
    task: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16))
    part: Mapped[str | None] = mapped_column(Text)
    prompt: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(String(16))
    why: Mapped[str | None] = mapped_column(Text)
    provider: Mapped[str] = mapped_column(Text)
    key_label: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Text)
    attempt: Mapped[int] = mapped_column(Integer)
    sent_as: Mapped[str] = mapped_column(String(16))
    outcome: Mapped[str] = mapped_column(String(32))
    cached: Mapped[bool] = mapped_column(Boolean)
    latency: Mapped[float] = mapped_column(Float)
    tokens_in: Mapped[int] = mapped_column(Integer)
    tokens_out: Mapped[int] = mapped_column(Integer)
    cost: Mapped[Decimal | None] = mapped_column(Dollars)


class AnswerRow(Table):
    """A model's answer under its request, once for each run that asked."""

    __tablename__ = "answers"
    __table_args__ = (Index("answers_of_run", "run_id"), Index("answers_expire", "expires_at"))

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    run_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    text: Mapped[str] = mapped_column(Text)
    provider: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Text)
    tokens_in: Mapped[int] = mapped_column(Integer)
    tokens_out: Mapped[int] = mapped_column(Integer)
    cost: Mapped[Decimal | None] = mapped_column(Dollars)


class ProviderRow(Table):
    """A model provider that was set up by hand, its key encrypted."""

    __tablename__ = "providers"
    __table_args__ = (
        Index(
            "one_default_provider",
            "is_default",
            unique=True,
            sqlite_where=text("is_default"),
            postgresql_where=text("is_default"),
        ),
    )

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)
    kind: Mapped[str] = mapped_column(String(16))
    base_url: Mapped[str | None] = mapped_column(Text)
    encrypted_key: Mapped[str | None] = mapped_column(Text)
    api: Mapped[str] = mapped_column(String(16))
    enabled: Mapped[bool] = mapped_column(Boolean)
    is_default: Mapped[bool] = mapped_column(Boolean)


class DailyTokensRow(Table):
    """Tokens reserved and spent on one day by one user; the user "" is all of them together."""

    __tablename__ = "daily_tokens"

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    user: Mapped[str] = mapped_column(String(255), primary_key=True)
    tokens: Mapped[int] = mapped_column(BigInteger)


class LearnedWayRow(Table):
    """Whether a model knows a way of structured output, as experience showed."""

    __tablename__ = "learned_ways"

    provider: Mapped[str] = mapped_column(String(64), primary_key=True)
    model: Mapped[str] = mapped_column(String(255), primary_key=True)
    way: Mapped[str] = mapped_column(String(32), primary_key=True)
    works: Mapped[bool] = mapped_column(Boolean)
    learned_at: Mapped[datetime] = mapped_column(Moment)


class MasterRow(Table):
    """A master resume of somebody, by its name; what it says is in its versions."""

    __tablename__ = "masters"
    __table_args__ = (Index("masters_of_owner", "owner"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner: Mapped[str] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now)


class MasterVersionRow(Table):
    """One version of a master resume. Fields are those of `storage.masters.MasterVersion`."""

    __tablename__ = "master_versions"

    master: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    made_at: Mapped[datetime] = mapped_column(Moment, default=now)
    note: Mapped[str] = mapped_column(Text)
    resume: Mapped[dict[str, object]] = mapped_column(JSON)
    origins: Mapped[dict[str, str]] = mapped_column(JSON)


class FeedbackRow(Table):
    """What somebody said of a run or of one line of it. Fields are those of `storage.feedback.Feedback`."""

    __tablename__ = "feedback"
    __table_args__ = (Index("feedback_of_run", "run_id", "claim", "owner", unique=True),)

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, default=now)
    owner: Mapped[str] = mapped_column(String(255))
    run_id: Mapped[str] = mapped_column(String(64))
    claim: Mapped[str] = mapped_column(String(64))
    thumb: Mapped[str] = mapped_column(String(8))
    words: Mapped[str] = mapped_column(Text)
    variants: Mapped[dict[str, str]] = mapped_column(JSON)


class ConsentRow(Table):
    """A place to which a user agreed that text of theirs goes."""

    __tablename__ = "consents"

    user: Mapped[str] = mapped_column(String(255), primary_key=True)
    provider: Mapped[str] = mapped_column(String(64), primary_key=True)
    address: Mapped[str] = mapped_column(String(255), primary_key=True)
    given_at: Mapped[datetime] = mapped_column(Moment)
