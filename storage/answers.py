"""Models' answers, stored under their request before they are used: a resumed run finds its own again, and others share them."""

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import AwareDatetime, BaseModel, ValidationError
from sqlalchemy import Executable, bindparam, delete, or_, select
from sqlalchemy.engine import CursorResult, RowMapping
from sqlalchemy.ext.asyncio import AsyncEngine

from errors import UserError
from storage.batches import BatchedRows
from storage.tables import AnswerRow, now
from storage.upserts import insert_or_replace

if TYPE_CHECKING:
    from redis.asyncio import Redis

log = logging.getLogger(__name__)

STALE_DAYS = 7
"""How long an expired answer may serve where no model answers in time."""

REDIS_SECONDS = 1.0
"""How long Redis may take; a cache that is slower than that is none."""

REDIS_REST_SECONDS = 30.0
"""How long Redis is left alone after it failed; the database serves meanwhile."""

REDIS_VARIABLE = "RESUME_TAILOR_REDIS_URL"

_PREFIX = "resume-tailor:answer:"


# Made once, since to put a statement together takes longer than to run it.
_NAMED = select(AnswerRow.__table__).where(AnswerRow.key == bindparam("wanted"))
_IS_OWN = AnswerRow.run_id == bindparam("run")
_IS_FRESH = or_(
    AnswerRow.expires_at.is_(None), AnswerRow.expires_at > bindparam("moment", type_=AnswerRow.expires_at.type)
)
_OWN = _NAMED.where(_IS_OWN).order_by(AnswerRow.made_at.desc()).limit(1)
_OWN_OR_FRESH = _NAMED.where(or_(_IS_OWN, _IS_FRESH)).order_by(_IS_OWN.desc(), AnswerRow.made_at.desc()).limit(1)
_FRESH = _NAMED.where(_IS_FRESH).order_by(AnswerRow.made_at.desc()).limit(1)


@dataclass(frozen=True)
class StoredAnswer:
    """A model's answer as it was stored."""

    text: str
    """The validated value as JSON."""
    provider: str
    model: str
    tokens_in: int = 0
    tokens_out: int = 0
    cost: Decimal | None = None
    """What it cost when it was made."""
    made_at: datetime | None = None
    """When it was stored; set by the store."""
    run_id: str = ""
    """Which run it was made for; set by the store."""


class Answers:
    """The answers in the database, which each run finds again whatever their age, and which others may share until they expire.

    With Redis the sharing goes through it, so that many machines share without asking the database; where it fails, the database
    serves.

    Args:
        engine: of the database.
        redis_url: `redis://…`; None shares through the database.
        batches: where rows are gathered, where others share it: what was added there before an answer is committed with it.
        shared: whether runs may use each other's answers.
        clock: the present moment.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        redis_url: str | None = None,
        batches: BatchedRows | None = None,
        *,
        shared: bool = True,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._engine = engine
        self._batches = batches or BatchedRows(engine)
        self._insert = insert_or_replace(engine, AnswerRow)
        self._redis = RedisAnswers(redis_url, clock) if redis_url else None
        self._shared = shared
        self._clock = clock

    @property
    def shared(self) -> bool:
        """Whether runs may use each other's answers."""
        return self._shared

    async def get(self, key: str, run_id: str) -> StoredAnswer | None:
        """The answer to this request that serves this run: its own, whatever its age, else one that has not expired."""
        through_redis = self._redis is not None and self._redis.usable
        query = _OWN_OR_FRESH if self._shared and not through_redis else _OWN
        found = await self._first(query, {"wanted": key, "run": run_id, "moment": self._clock()})
        if found is not None or self._redis is None or not self._shared or not through_redis:
            return found
        return await self._redis.get(key)

    async def get_stale(self, key: str) -> StoredAnswer | None:
        """The newest answer to this request, fresh or expired for `STALE_DAYS` at most; for when no model answers in time."""
        if not self._shared:
            return None
        oldest = self._clock() - timedelta(days=STALE_DAYS)
        found = await self._first(_FRESH, {"wanted": key, "moment": oldest})
        if found is None and self._redis is not None:
            return await self._redis.get(key, stale=True)
        return found

    async def _first(self, query: Executable, values: Mapping[str, object]) -> StoredAnswer | None:
        async with self._engine.connect() as connection:
            row = (await connection.execute(query, values)).mappings().first()
        return None if row is None else _answer(row)

    async def put(self, key: str, run_id: str, answer: StoredAnswer, ttl: float | None) -> None:
        """Store an answer, and return when it is committed: only then may it be used.

        Args:
            key: of the request, from `gateway.cache.answer_key`.
            run_id: the run it was made for.
            answer: a valid one; failures are never stored.
            ttl: seconds for which others may share it; None is for good.
        """
        moment = self._clock()
        answer = replace(answer, made_at=moment, run_id=run_id)
        expires_at = None if ttl is None else moment + timedelta(seconds=ttl)
        await self._batches.put(self._insert, [_row(key, answer, expires_at)])
        if self._redis is not None and self._shared and (ttl is None or ttl > 0):
            await self._redis.put(key, answer, ttl)

    async def holds_run(self, run_id: str) -> bool:
        """Whether any answer was stored for a run: only then is it worth looking for its own."""
        query = select(AnswerRow.key).where(AnswerRow.run_id == run_id).limit(1)
        async with self._engine.connect() as connection:
            return (await connection.scalars(query)).first() is not None

    async def forget_run(self, run_id: str) -> None:
        """Delete the answers that were made for a run, with it.

        Raises:
            UserError: Redis, which may hold some, cannot be reached; then nothing is deleted, and it can be tried again.
        """
        row = AnswerRow
        if self._redis is not None:
            async with self._engine.connect() as connection:
                keys = (await connection.scalars(select(row.key).where(row.run_id == run_id))).all()
            for key in keys:
                await self._redis.forget(key, run_id)
        async with self._engine.begin() as connection:
            await connection.execute(delete(row).where(row.run_id == run_id))

    async def prune(self, older_than: datetime) -> int:
        """Delete what expired before a moment, or was made before it and never expires; return how many answers."""
        row = AnswerRow
        old = or_(row.expires_at < older_than, row.expires_at.is_(None) & (row.made_at < older_than))
        async with self._engine.begin() as connection:
            result = await connection.execute(delete(row).where(old))
        return result.rowcount if isinstance(result, CursorResult) else 0

    async def aclose(self) -> None:
        """Let go of Redis; the engine is closed by whoever made it."""
        if self._redis is not None:
            await self._redis.close()


def _row(key: str, answer: StoredAnswer, expires_at: datetime | None) -> dict[str, object]:
    return {**vars(answer), "key": key, "expires_at": expires_at}


def _answer(row: RowMapping) -> StoredAnswer:
    return StoredAnswer(
        text=row["text"],
        provider=row["provider"],
        model=row["model"],
        tokens_in=row["tokens_in"],
        tokens_out=row["tokens_out"],
        cost=row["cost"],
        made_at=row["made_at"],
        run_id=row["run_id"],
    )


class _Kept(BaseModel):
    """What stands in Redis under a key; a newer version of this program may have put more into it."""

    text: str
    provider: str
    model: str
    tokens_in: int
    tokens_out: int
    cost: Decimal | None
    made_at: AwareDatetime
    run_id: str
    expires_at: AwareDatetime | None

    @property
    def answer(self) -> StoredAnswer:
        """What was stored."""
        return StoredAnswer(**self.model_dump(exclude={"expires_at"}))


class RedisAnswers:
    """Shared answers in Redis.

    A failure of it is a miss: it is left alone for a while and said in the log once each time. So is a value that is none of
    ours, which is said once.
    """

    def __init__(self, url: str, clock: Callable[[], datetime]) -> None:
        self._redis = connect_redis(url)
        self._clock = clock
        self._rests_until = 0.0
        self._met_strange = False

    @property
    def usable(self) -> bool:
        """Whether it did not fail just now."""
        return time.monotonic() >= self._rests_until

    async def get(self, key: str, *, stale: bool = False) -> StoredAnswer | None:
        """The answer under a key, expired or not as asked; None where Redis fails."""
        from redis.exceptions import RedisError

        if not self.usable:
            return None
        try:
            found = await self._redis.get(_PREFIX + key)
        except (TimeoutError, RedisError, OSError) as error:
            self._rest(error)
            return None
        kept = None if found is None else self._read(found)
        if kept is None:
            return None
        oldest = self._clock() - timedelta(days=STALE_DAYS if stale else 0)
        return kept.answer if kept.expires_at is None or kept.expires_at > oldest else None

    def _read(self, found: bytes | str) -> _Kept | None:
        """A value of ours, or None."""
        try:
            return _Kept.model_validate_json(found)
        except ValidationError:
            if not self._met_strange:
                log.warning("Redis holds an answer that this version did not put there; it is taken as none")
            self._met_strange = True
            return None

    async def put(self, key: str, answer: StoredAnswer, ttl: float | None) -> None:
        """Share an answer; expired ones stay for `STALE_DAYS`."""
        from redis.exceptions import RedisError

        if not self.usable:
            return
        moment = self._clock()
        kept = {
            **vars(answer),
            "cost": None if answer.cost is None else str(answer.cost),
            "made_at": (answer.made_at or moment).isoformat(),
            "expires_at": None if ttl is None else (moment + timedelta(seconds=ttl)).isoformat(),
        }
        seconds = None if ttl is None else int(ttl + STALE_DAYS * 86_400)
        try:
            await self._redis.set(_PREFIX + key, json.dumps(kept), ex=seconds)
        except (TimeoutError, RedisError, OSError) as error:
            self._rest(error)

    async def forget(self, key: str, run_id: str) -> None:
        """Delete the answer under a key where it was made for this run, or cannot be read, so that it may have been.

        Raises:
            UserError: Redis cannot be reached, so that the answer is still there.
        """
        from redis.exceptions import RedisError

        try:
            found = await self._redis.get(_PREFIX + key)
            kept = None if found is None else self._read(found)
            if found is not None and (kept is None or kept.run_id == run_id):
                await self._redis.delete(_PREFIX + key)
        except (TimeoutError, RedisError, OSError) as error:
            reason = f"the run's answers cannot be deleted there ({type(error).__name__})"
            raise UserError(REDIS_VARIABLE, reason, "delete the run again when Redis is back") from None

    def _rest(self, error: Exception) -> None:
        if not self.usable:
            return  # another call has said so
        self._rests_until = time.monotonic() + REDIS_REST_SECONDS
        log.warning("Redis fails (%s); the database serves for %d s", type(error).__name__, REDIS_REST_SECONDS)

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()


def connect_redis(url: str) -> "Redis":
    """A client of Redis that gives up soon; it connects at its first command.

    Raises:
        UserError: this is no address of Redis, or its library is not installed. The address is not shown: it may hold a password.
    """
    try:
        from redis.asyncio import Redis
    except ImportError:
        raise UserError(
            REDIS_VARIABLE, "the client of Redis is not installed", "pip install 'resume-tailor[redis]'"
        ) from None
    try:
        return Redis.from_url(url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS)
    except ValueError:
        raise UserError(REDIS_VARIABLE, "this is no address of Redis", "write redis://host:6379/0") from None
