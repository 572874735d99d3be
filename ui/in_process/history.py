"""What runs were delivered as, in this process."""

from datetime import datetime

from ui.client import Pending, User
from ui.client.history import RunVersion, RunVersions
from ui.in_process.core import Core


class Histories:
    """The desk of history."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def versions(self, user: User, run_id: str) -> Pending[RunVersions]:
        """All versions of a run."""
        return self._core.loop.begin(self._versions(user, run_id))

    async def _versions(self, user: User, run_id: str) -> RunVersions:
        runner = await self._core.runner()
        run = await runner.runs.owned(run_id, user.id)
        found = await runner.versions_of(run)
        return RunVersions(
            run.resume_document,
            tuple(
                RunVersion(len(found) - place, datetime.fromisoformat(one.made_at), one.report)
                for place, one in enumerate(found)
            ),
        )
