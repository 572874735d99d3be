"""What belongs to people: their master resumes, what they say of results, what they agreed to."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from ui.client import Places, User
from ui.in_process.core import Core, Opened

if TYPE_CHECKING:
    from resume.schema import Resume
    from storage.consents import Place
    from storage.feedback import Feedback, Thumb
    from storage.masters import Master, MasterStore, MasterVersion

T = TypeVar("T")


class Masters:
    """The desk of master resumes."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def of(self, user: User) -> "Sequence[Master]":
        """The user's master resumes, the one last changed first."""
        return self._ask(lambda store: store.of(user.id))

    def versions(self, user: User, id: str) -> "Sequence[MasterVersion]":
        """All versions, the newest first."""
        return self._ask(lambda store: store.versions(user.id, id))

    def add(self, user: User, name: str, resume: "Resume", note: str, origins: Mapping[str, str]) -> "Master":
        """Keep a new one."""
        return self._ask(lambda store: store.add(user.id, name, resume.to_json(), note=note, origins=origins))

    def save(self, user: User, id: str, resume: "Resume", note: str, origins: Mapping[str, str]) -> "MasterVersion":
        """Add a version."""
        return self._ask(lambda store: store.save(user.id, id, resume.to_json(), note=note, origins=origins))

    def rename(self, user: User, id: str, name: str) -> None:
        """Give it another name."""
        self._ask(lambda store: store.rename(user.id, id, name))

    def delete(self, user: User, id: str) -> None:
        """Forget it with all its versions."""
        self._ask(lambda store: store.delete(user.id, id))

    def _ask(self, ask: "Callable[[MasterStore], Awaitable[T]]") -> T:
        async def work() -> T:
            opened = await self._core.opened()
            from storage.masters import MasterStore

            return await ask(MasterStore(opened.engine))

        return self._core.loop.call(work())


class Thumbs:
    """The desk of feedback."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def give(self, user: User, run_id: str, thumb: "Thumb", words: str = "", claim: str = "") -> None:
        """Keep what somebody says of a run of theirs, with the prompts that wrote it."""
        self._core.loop.call(self._give(user, run_id, thumb, words, claim))

    async def _give(self, user: User, run_id: str, thumb: "Thumb", words: str, claim: str) -> None:
        opened = await self._core.opened()
        from storage.feedback import Feedback, FeedbackStore

        await opened.runner.runs.owned(run_id, user.id)
        variants = await _variants_of(opened, run_id)
        await FeedbackStore(opened.engine).give(Feedback(user.id, run_id, thumb, words, claim, variants))

    def of_run(self, user: User, run_id: str) -> "Sequence[Feedback]":
        """What this user said of a run."""

        async def work() -> "Sequence[Feedback]":
            opened = await self._core.opened()
            from storage.feedback import FeedbackStore

            return await FeedbackStore(opened.engine).of_run(user.id, run_id)

        return self._core.loop.call(work())


async def _variants_of(opened: Opened, run_id: str) -> dict[str, str]:
    """The prompt that each stage of a run used, from the ledger: `drafter/v1@1f2e…`; none where no model was asked."""
    from sqlalchemy import select

    from storage.tables import LedgerRow

    query = select(LedgerRow.stage, LedgerRow.prompt).where(LedgerRow.run_id == run_id, LedgerRow.prompt != "")
    async with opened.engine.connect() as connection:
        rows = (await connection.execute(query.order_by(LedgerRow.id))).all()
    return {str(stage): str(prompt) for stage, prompt in rows}


class Consents:
    """The desk of consent; the command line and the pages remember the same ones."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def given(self, user: User, places: Places) -> bool:
        """Whether this user agreed to all of these places; this machine needs no consent."""
        if all(place.local for place in places.models):
            return True
        return not self._core.loop.call(self._needed(user, places))

    async def _needed(self, user: User, places: Places) -> "list[Place]":
        runner = await self._core.runner()
        return await runner.consents.needed(_stored(places), user.id)

    def give(self, user: User, places: Places) -> None:
        """Remember that this user agrees."""

        async def work() -> None:
            await (await self._core.runner()).consents.give(_stored(places), user.id)

        if places.models:
            self._core.loop.call(work())

    def withdraw(self, user: User) -> int:
        """Forget all that this user agreed to."""

        async def work() -> int:
            return await (await self._core.runner()).consents.withdraw(user.id)

        return self._core.loop.call(work())


def _stored(places: Places) -> "list[Place]":
    from storage.consents import Place

    return [Place(one.provider, one.address, one.local) for one in places.models]
