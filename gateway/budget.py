"""Budgets of tokens: what a run may use, stage by stage, reserved before a call and settled after it.

The figures are for a resume of one page and an ordinary ad, taken as 6,000 characters together, which is 1,500 tokens at four
characters a token. Larger inputs scale all of them in proportion; smaller ones keep them.

    job_analyzer                    1,500
    profile_extractor, researcher   2,000
    drafter, star_editor            3,000
    polisher, validator             1,500      = 8,000 a run
    repairs and the stricter pass   2,000      on top: a quarter of the run, whichever stage needs it
    cover_letter                    1,500      on top, for itself, where a letter is asked for
    web_search                      1,500      on top, for itself: pages found are read at the provider's
    intake                          6,000      on top, for itself: an ad that is a picture is copied

What a finished stage left unspent flows on: stages go in steps (job_analyzer beside profile_extractor, then researcher, then the
packets, then the polisher), and a stage that begins finds the shares of all groups whose last step is over added to its own.
Up to 500 tokens may be taken from later groups' shares, for context that overlaps. The run's own limit holds above all.
"""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from errors import BudgetExceeded
from gateway.calls import Usage

BASE_INPUT = 1_500
"""Tokens of a one-page resume and an ordinary ad together."""
RUN_TOKENS = 8_000
OVERLAP = 500
RESERVE = RUN_TOKENS // 4

Purpose = Literal["work", "repair", "stricter"]
"""What a reservation is for; a repair and the stricter pass draw on the reserve before they touch a share."""


@dataclass(frozen=True)
class Share:
    """What stages have together."""

    name: str
    tokens: int
    steps: Mapping[str, int]
    """Stage → when it runs; stages of one step run side by side."""
    on_top: bool = False
    """Beyond the run's 8,000, for these stages alone."""

    @property
    def last_step(self) -> int:
        """The share is over when a later step begins."""
        return max(self.steps.values())


SHARES = (
    Share("analysis", 1_500, {"job_analyzer": 0}),
    Share("research", 2_000, {"profile_extractor": 0, "researcher": 1}),
    Share("drafting", 3_000, {"drafter": 2, "star_editor": 2}),
    Share("polish", 1_500, {"polisher": 3, "validator": 3}),
    Share("letter", 1_500, {"cover_letter": 3}, on_top=True),
    Share("search", 1_500, {"web_search": 0}, on_top=True),
    Share("picture", 6_000, {"intake": 0}, on_top=True),
)
_BY_STAGE = {stage: share for share in SHARES for stage in share.steps}


@dataclass(frozen=True)
class Reservation:
    """Tokens set aside for one call."""

    number: int
    stage: str
    tokens: int
    from_reserve: bool


@dataclass
class _Book:
    """What was used and what is set aside, of one share or of the reserve."""

    settled: int = 0
    reserved: int = 0

    @property
    def taken(self) -> int:
        return self.settled + self.reserved


@dataclass(frozen=True)
class _Limit:
    """One limit that a reservation meets."""

    name: Literal["run", "stage"]
    tokens: int
    books: tuple[_Book, ...]

    @property
    def room(self) -> int:
        return max(
            0, self.tokens - sum(book.taken for book in self.books)
        )  # less than none where more was billed than reserved

    @property
    def room_once_settled(self) -> int:
        """Room if every call under way turned out to cost nothing."""
        return self.tokens - sum(book.settled for book in self.books)


class RunBudget:
    """The tokens of one run. For one event loop: no method but `reserve_in_turn` gives way to another task.

    What is granted never exceeds a limit together with what is settled and set aside. A provider that bills more than was
    reserved is booked as billed, and the next reservation finds that much less.

    Args:
        input_tokens: estimated size of resume and ad together.
        spent: what an interrupted run used before, by stage, all in all.
        from_reserve: what of it repairs and the stricter pass took, by stage; what the reserve cannot hold is the stage's.
    """

    def __init__(
        self,
        input_tokens: int = 0,
        spent: Mapping[str, Usage] | None = None,
        from_reserve: Mapping[str, Usage] | None = None,
    ) -> None:
        self.scale = max(1.0, input_tokens / BASE_INPUT)
        """How many times the figures above hold."""
        self._books = {share.name: _Book() for share in SHARES}
        self._reserve = _Book()
        self._open: dict[int, Reservation] = {}
        self._count = 0
        self._turns: list[asyncio.Future[None]] = []
        for stage, usage in (spent or {}).items():
            if stage in _BY_STAGE:
                reserved = min(usage.total, (from_reserve or {}).get(stage, Usage()).total, self._reserve_limit().room)
                self._reserve.settled += reserved
                self._books[_BY_STAGE[stage].name].settled += usage.total - reserved

    def grow(self, input_tokens: int) -> None:
        """Learn that resume and ad are this large: nobody knows before an ad that is a picture was copied. It never shrinks."""
        self.scale = max(self.scale, input_tokens / BASE_INPUT)

    @property
    def limit(self) -> int:
        """Tokens of the run, without the reserve and what is on top."""
        return self._scaled(RUN_TOKENS)

    @property
    def reserve_limit(self) -> int:
        """Tokens for repairs and the stricter pass."""
        return self._scaled(RESERVE)

    @property
    def settled(self) -> int:
        """Tokens that calls have cost, all in all."""
        return sum(book.settled for book in (*self._books.values(), self._reserve))

    @property
    def reserved(self) -> int:
        """Tokens set aside for calls under way."""
        return sum(reservation.tokens for reservation in self._open.values())

    def room(self, stage: str, purpose: Purpose = "work") -> int:
        """Tokens that the stage could reserve now, 0 or more.

        Raises:
            ValueError: no share names the stage.
        """
        own = min(limit.room for limit in self._limits(stage))
        return own if purpose == "work" else max(own, self._reserve_limit().room)

    def room_in_turn(self, stage: str, purpose: Purpose = "work") -> int:
        """Tokens that the stage could reserve if every call under way turned out to cost nothing: the most worth waiting for."""
        return max(0, self._room_once_settled(stage, purpose))

    def reserve(self, stage: str, tokens: int, purpose: Purpose = "work") -> Reservation:
        """Set tokens aside for a call.

        Raises:
            BudgetExceeded: there is no room; names the limit that was met, `stage` or `run`.
            ValueError: no share names the stage, or tokens is negative.
        """
        if tokens < 0:
            raise ValueError(f"{tokens} tokens cannot be reserved")
        limits = self._limits(stage)
        from_reserve = purpose != "work" and tokens <= self._reserve_limit().room
        if not from_reserve:
            met = min(limits, key=lambda limit: limit.room)
            if tokens > met.room:
                raise BudgetExceeded(stage, met.name, met.tokens, tokens)
        self._count += 1
        reservation = Reservation(self._count, stage, tokens, from_reserve)
        self._open[reservation.number] = reservation
        self._book(reservation).reserved += tokens
        return reservation

    async def reserve_in_turn(self, stage: str, tokens: int, purpose: Purpose = "work") -> Reservation:
        """The same, waiting for calls under way where their settling may make room: estimates are higher than what is used.

        Never to be called by one that holds a reservation itself, since it may be the one that is waited for.

        Raises:
            BudgetExceeded: there is no room, and there would be none if all calls under way cost nothing.
        """
        while True:
            try:
                return self.reserve(stage, tokens, purpose)
            except BudgetExceeded:
                if tokens > self._room_once_settled(stage, purpose):
                    raise
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._turns.append(turn)
            await turn

    def settle(self, reservation: Reservation, used: int) -> None:
        """A call has ended and cost so many tokens; what it did not use is free again.

        Raises:
            ValueError: the reservation was settled or released before, or used is negative.
        """
        if used < 0:
            raise ValueError(f"{used} tokens cannot have been used")
        if self._open.pop(reservation.number, None) is None:
            raise ValueError(f"reservation {reservation.number} of {reservation.stage} is settled already")
        book = self._book(reservation)
        book.reserved -= reservation.tokens
        book.settled += used
        turns, self._turns = self._turns, []
        for turn in turns:
            if not turn.done():
                turn.set_result(None)

    def release(self, reservation: Reservation) -> None:
        """A call has failed and cost nothing."""
        self.settle(reservation, 0)

    @contextmanager
    def held(self, reservation: Reservation) -> Iterator[Reservation]:
        """Release the reservation at the end, however that comes, unless it was settled before."""
        try:
            yield reservation
        finally:
            if reservation.number in self._open:
                self.release(reservation)

    def _room_once_settled(self, stage: str, purpose: Purpose) -> int:
        own = min(limit.room_once_settled for limit in self._limits(stage))
        return own if purpose == "work" else max(own, self._reserve_limit().room_once_settled)

    def _scaled(self, tokens: int) -> int:
        return int(tokens * self.scale)

    def _book(self, reservation: Reservation) -> _Book:
        return self._reserve if reservation.from_reserve else self._books[_BY_STAGE[reservation.stage].name]

    def _reserve_limit(self) -> _Limit:
        return _Limit("run", self.reserve_limit, (self._reserve,))

    def _limits(self, stage: str) -> tuple[_Limit, ...]:
        """Every limit that work of a stage meets: its share with what flowed on to it, and the run's."""
        if stage not in _BY_STAGE:
            raise ValueError(f"no share of the budget names the stage {stage!r}")
        own = _BY_STAGE[stage]
        if own.on_top:
            return (_Limit("stage", self._scaled(own.tokens), (self._books[own.name],)),)
        run = [share for share in SHARES if not share.on_top]
        reached = [share for share in run if share is own or share.last_step < own.steps[stage]]
        tokens = self._scaled(sum(share.tokens for share in reached) + OVERLAP)
        return (
            _Limit("stage", tokens, tuple(self._books[share.name] for share in reached)),
            _Limit("run", self.limit, tuple(self._books[share.name] for share in run)),
        )
