"""What people say of results: thumbs and words, on a whole run or on one line of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncEngine

from errors import UserError
from storage.tables import FeedbackRow, now
from storage.upserts import insert_into

Thumb = Literal["up", "down", "none"]

WHOLE_RUN = ""
"""Stands for the run as a whole in place of a claim's id."""

LONGEST_WORDS = 2_000
"""Characters of what one may say."""


@dataclass(frozen=True)
class Feedback:
    """What somebody said; a later word on the same run or line takes the place of the earlier one."""

    owner: str
    run_id: str
    thumb: Thumb
    words: str = ""
    claim: str = WHOLE_RUN
    """The id of a claim of the report."""
    variants: Mapping[str, str] = field(default_factory=dict)
    """Stage → the prompt's variant that was used, so that variants can be compared."""
    at: datetime = field(default_factory=now)


class FeedbackStore:
    """All feedback in the database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def give(self, feedback: Feedback) -> None:
        """Keep what somebody said.

        Raises:
            UserError: there are too many words.
        """
        if len(feedback.words) > LONGEST_WORDS:
            raise UserError("feedback", f"it has more than {LONGEST_WORDS:,} characters", "shorten it")
        row = {**vars(feedback), "variants": dict(feedback.variants)}
        insert = insert_into(self._engine, FeedbackRow)
        key = ("run_id", "claim", "owner")
        changed = {name: insert.excluded[name] for name in row if name not in key}
        async with self._engine.begin() as connection:
            await connection.execute(insert.on_conflict_do_update(index_elements=key, set_=changed), [row])

    async def of_run(self, owner: str, run_id: str) -> list[Feedback]:
        """What one user said of a run and its lines, the oldest first."""
        return await self._select(FeedbackRow.owner == owner, FeedbackRow.run_id == run_id)

    async def since(self, moment: datetime) -> list[Feedback]:
        """What everybody said since a moment, the oldest first; for whoever tunes the prompts."""
        return await self._select(FeedbackRow.at >= moment)

    async def _select(self, *conditions: ColumnElement[bool]) -> list[Feedback]:
        table = FeedbackRow.__table__
        columns = [column for column in table.columns if column.name != "id"]
        query = select(*columns).where(*conditions).order_by(FeedbackRow.at, FeedbackRow.id)
        async with self._engine.connect() as connection:
            return [Feedback(**row) for row in (await connection.execute(query)).mappings()]
