"""A delivered run in each of the designs, in this process."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from errors import UserError
from ui.client import Pending, User
from ui.client.render import Rendered
from ui.in_process.core import Core
from ui.in_process.files import draw_pages

if TYPE_CHECKING:
    from storage.runs import Run

MOST_KEPT = 24
"""Rendered designs that are kept in memory: a few MB in all."""


class Designs:
    """The desk of designs."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._kept: OrderedDict[tuple[str, str, int, str], Rendered] = OrderedDict()

    def templates(self) -> Sequence[str]:
        """All designs."""
        from documents.writers.html import template_names

        return template_names()

    def chosen(self, user: User, run_id: str) -> str:
        """The design that the run was made with."""
        return str(self._core.loop.call(self._owned(user, run_id)).settings.get("template", "visual"))

    async def _owned(self, user: User, run_id: str) -> "Run":
        return await (await self._core.runner()).runs.owned(run_id, user.id)

    def render(self, user: User, run_id: str, template: str, width: int) -> Pending[Rendered]:
        """A delivered run in a design."""
        return self._core.loop.begin(self._render(user, run_id, template, width))

    async def _render(self, user: User, run_id: str, template: str, width: int) -> Rendered:
        from graph.revision import decide, look
        from nodes.state import RunSettings

        if template not in self.templates():
            raise UserError("design", "there is no such design", "choose another")
        runner, run = await self._core.runner(), await self._owned(user, run_id)
        values = await runner.state_of(run)
        if "report" not in values:
            raise UserError(f"run {run_id}", "it is not delivered yet", "wait for it, or go on with it")
        draft = await asyncio.to_thread(decide, values, {}, runner.live.today())
        decided = hashlib.sha256(draft.revision.model_dump_json(include={"decisions"}).encode()).hexdigest()
        key = (run_id, template, width, decided)
        if key not in self._kept:
            settings = RunSettings.model_validate({**run.settings, "template": template})
            printed = await look(draft, values, settings, runner.live.printer.print_pdf)
            pages = await asyncio.to_thread(draw_pages, printed.pdf, width, quickly=True)
            self._kept[key] = Rendered(template, printed.pdf, tuple(pages))
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]
