"""From the events of a run to what people see of it: stages, sections, the share that is done, the time left."""

import functools
import time
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import TYPE_CHECKING

from ui.client.values import PartView, StageState, StageView

if TYPE_CHECKING:
    from nodes.stage import Progress
    from resume.report import StageRecord

OFFLINE, MODEL = "offline", "model"
"""The two ways of a run, by which the usual times differ."""

BESIDE = frozenset({"profile_extractor", "web_search", "cover_letter"})
"""Stages that run beside another one and take no time of their own as long as that one takes longer."""

SLOWEST, FASTEST = 4.0, 0.5
"""Bounds of how far one run's pace may stretch or shrink the usual times."""

LEAST = 0.15
"""Share of its usual time that a stage under way is thought to need still, however long it has taken."""


@functools.cache
def usual_seconds(way: str) -> Mapping[str, float]:
    """What the stages usually take, by stage; `way` is `offline` or `model`."""
    table = tomllib.loads(resources.files(__package__).joinpath("stage_seconds.toml").read_text("utf-8"))
    seconds: dict[str, float] = table[way]
    return seconds


@dataclass
class _Stage:
    begun: int = 0
    ended: int = 0
    since: float = 0.0
    """When it began; monotonic."""
    seconds: float = 0.0
    """From its first beginning to its last end."""
    parts: dict[str, bool] = field(default_factory=dict)
    """Packet → whether it is done."""


class Board:
    """What is known of a run under way; events come in from the loop, views are asked from any thread."""

    def __init__(self, stages: Sequence[str], name_stage: Mapping[str, str]) -> None:
        self._order = tuple(stages)
        self._before: dict[str, StageView] = {}
        self._names = dict(name_stage)
        self._stages: dict[str, _Stage] = {}
        self.part_titles: dict[str, str] = {}

    def take_up(self, views: Sequence[StageView]) -> None:
        """Begin with what was done before, in a run that is gone on with."""
        self._before = {view.name: view for view in views if view.state in ("done", "skipped")}

    def take(self, progress: "Progress") -> None:
        """Note an event."""
        stage = self._stages.setdefault(progress.stage, _Stage(since=time.monotonic()))
        if progress.event == "begin":
            stage.begun += 1
        else:
            stage.ended += 1
            stage.seconds = time.monotonic() - stage.since
        if progress.part is not None:
            stage.parts[progress.part] = progress.event == "end"

    def views(self) -> tuple[StageView, ...]:
        """All stages in the order of the work."""
        known = dict(self._stages)
        furthest = max((self._order.index(name) for name in known if name in self._order), default=-1)
        return tuple(
            self._view(name, known.get(name), passed=index < furthest) for index, name in enumerate(self._order)
        )

    def _view(self, name: str, stage: _Stage | None, *, passed: bool) -> StageView:
        view = StageView(name, self._names.get(name, name), "skipped" if passed else "ahead")
        if stage is None:
            return self._before.get(name, view)
        running = stage.begun > stage.ended
        parts = tuple(
            PartView(self.part_titles.get(part, ""), "done" if done else "running")
            for part, done in dict(stage.parts).items()
        )
        seconds = time.monotonic() - stage.since if running else stage.seconds
        return replace(view, state="running" if running else "done", seconds=seconds, parts=parts)


def views_of_records(
    records: "Mapping[str, StageRecord]", stages: Sequence[str], name_stage: Mapping[str, str]
) -> tuple[StageView, ...]:
    """The stages of a run that nobody here watched, from what its checkpoint says."""
    furthest = max((stages.index(name) for name in records if name in stages), default=-1)
    views = []
    for index, name in enumerate(stages):
        record = records.get(name)
        if record is None:
            views.append(StageView(name, name_stage.get(name, name), "skipped" if index < furthest else "ahead"))
        else:
            state: StageState = "skipped" if record.by == "skipped" else "done"
            views.append(StageView(name, name_stage.get(name, name), state, record.seconds))
    return tuple(views)


def measure(stages: Sequence[StageView], usual: Mapping[str, float]) -> tuple[float, float]:
    """The share of the work that is done, 0..1, and the seconds left, both by the stages' usual times.

    The pace of the stages done so far stretches or shrinks what is still ahead.
    """
    ours = [stage for stage in stages if stage.name not in BESIDE and stage.state != "skipped"]
    whole = sum(usual.get(stage.name, 0.0) for stage in ours)
    done = [stage for stage in ours if stage.state == "done"]
    planned = sum(usual.get(stage.name, 0.0) for stage in done)
    pace = sum(stage.seconds for stage in done) / planned if planned else 1.0
    pace = min(max(pace, FASTEST), SLOWEST)
    left = worked = 0.0
    for stage in ours:
        expected = usual.get(stage.name, 0.0)
        if stage.state == "ahead":
            left += expected * pace
        elif stage.state == "running":
            left += max(expected * pace - stage.seconds, expected * LEAST)
            worked += min(stage.seconds / pace, expected * (1 - LEAST))
        else:
            worked += expected
    return (worked / whole if whole else 0.0), left
