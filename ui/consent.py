"""Before the first call of a model the terminal says where the text goes, and asks once for each place.

Where nobody can be asked (no terminal), it says so and goes on: whoever set up a provider there has chosen it.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from errors import UserError
from storage.consents import Place

if TYPE_CHECKING:
    from graph.runner import Runner
    from nodes.state import RunSettings

HELD_BACK = "name, e-mail, phone, address and links are held back"


async def settle_consent(runner: "Runner", settings: "RunSettings", *, may_work_offline: bool = True) -> "RunSettings":
    """Say who is going to read the text of resume and ad, and ask whether that may be, unless it was agreed to before.

    Args:
        runner: with the models and the consents.
        settings: of the run.
        may_work_offline: whether a run that was to choose by itself may work by rules instead.

    Returns:
        the settings; offline ones where the user declines.

    Raises:
        UserError: the user declines, and the run cannot do without models.
    """
    from graph.consent import places_of

    places = places_of(await runner.models(settings))
    if not places:
        return settings
    needed = await runner.consents.needed(places)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        _say(f"The text of resume and ad goes to {_named(places)}; {HELD_BACK}.")
    elif not needed:
        agreed = "" if all(place.local for place in places) else ", as you agreed"
        _say(f"The text goes to {_named(places)}{agreed}; {HELD_BACK}.")
    else:
        _say(f"The text of resume and ad goes to {_named(places)}; {HELD_BACK}.")
        if not click.confirm(f"Send it to {_named(needed)}?", default=False, err=True):
            return _decline(settings, needed, may_work_offline=may_work_offline)
        await runner.consents.give(needed)
        _say("Remembered; `resume-tailor models consent --forget` takes it back.")
    if (search := runner.search(settings)) is not None:
        _say(f"Job title and employer, and nothing else, are looked up with {', else '.join(search.names)}.")
    return settings


def _decline(settings: "RunSettings", places: Sequence[Place], *, may_work_offline: bool) -> "RunSettings":
    if settings.mode == "model" or not may_work_offline:
        raise UserError("models", f"you did not agree to send text to {_named(places)}", "use --mode offline")
    _say("Nothing is sent: every stage works by rules.")
    return settings.model_copy(update={"mode": "offline"})


def _named(places: Sequence[Place]) -> str:
    return " or ".join(str(place) for place in places)


def _say(line: str) -> None:
    click.echo(line, err=True)
