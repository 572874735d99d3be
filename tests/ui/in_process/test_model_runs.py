"""Runs of the pages that ask models, as a model server on the loopback sees them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.loopback import running_server
from storage.ledger import Ledger, Spending
from tests.people import NURSE_AD, NURSE_RESUME
from tests.ui.in_process.conftest import ANA, BEN, settings_at, wait_until
from ui.client import Document, RunChoices
from ui.in_process import InProcessClient

RESUME, AD = Document("cv.md", NURSE_RESUME.encode()), Document("ad.md", NURSE_AD.encode())


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InProcessClient]:
    """A client with a provider whose models answer well."""
    with running_server(answers="evals.author:well") as address:
        settings = settings_at(tmp_path, monkeypatch)
        monkeypatch.setenv("OPENAI_BASE_URL", f"{address}/v1")
        monkeypatch.setenv("OPENAI_API_KEY", "sk-invented-1c77aa09")
        one = InProcessClient(settings)
        yield one
        one.close()


def spending_of(client: InProcessClient, user: str) -> Spending:
    core = client._core

    async def ask() -> Spending:
        return await Ledger((await core.opened()).engine).cost_of_user_this_month(user)

    return core.loop.call(ask())


def test_a_run_asks_the_models_it_named_before_and_its_calls_are_booked_on_its_user(client: InProcessClient) -> None:
    places = client.runs.places(RunChoices()).result(60)
    assert [(place.provider, place.local) for place in places.models] == [("openai", True)]
    id = client.runs.start(ANA, RESUME, AD, RunChoices(search=False))
    wait_until(client, ANA, id, "delivered")
    report = client.runs.report(ANA, id)
    assert report is not None
    assert report.mode == "model"
    assert spending_of(client, ANA.id).calls == report.metrics.calls > 0
    assert spending_of(client, BEN.id).calls == 0


def test_a_run_that_is_to_stay_on_this_computer_asks_nobody(client: InProcessClient) -> None:
    choices = RunChoices(mode="offline")
    assert client.runs.places(choices).result(60).models == ()
    id = client.runs.start(ANA, RESUME, AD, choices)
    wait_until(client, ANA, id, "delivered")
    assert spending_of(client, ANA.id).calls == 0


def test_what_is_said_of_a_run_keeps_which_prompts_wrote_it(client: InProcessClient) -> None:
    id = client.runs.start(ANA, RESUME, AD, RunChoices(search=False))
    wait_until(client, ANA, id, "delivered")
    client.feedback.give(ANA, id, "up")
    assert client.feedback.of_run(ANA, id)[0].variants["drafter"].startswith("drafter/")
