"""Batches, usage, providers, insights and versions of runs, over the real runner: two people, and who may see what."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from errors import UserError
from tests.ui.in_process.conftest import ANA, BEN, PATIENCE, Wait, settings_at
from tests.ui.model_server import model_server
from ui.cli import cli
from ui.client import Document, RunChoices, User
from ui.client.batch import MOST_ADS, BatchAd, BatchView
from ui.client.providers import NewProvider
from ui.in_process import InProcessClient

OFFLINE = RunChoices(mode="offline")
ADMIN = User("root@example.org", "Root", admin=True)
AD = BatchAd("baker.md", Document("baker.md", b"# Head baker\nCompany: Hearth & Co\n\n## Requirements\n- Sourdough\n"))
NO_AD = BatchAd("empty.md", Document("empty.md", b" "))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcessClient]:
    """A client with a batch of Ana's that is done."""
    with pytest.MonkeyPatch.context() as patch:
        one = InProcessClient(settings_at(tmp_path_factory.mktemp("desks"), patch))
        yield one
        one.close()


@pytest.fixture(scope="module")
def done(shared: InProcessClient) -> BatchView:
    """A batch with an ad, the same once more, and one that cannot be read."""
    ads = [AD, replace(AD, name="again.md"), NO_AD]
    return ended(shared, ANA, shared.batches.start(ANA, shared.documents.sample().resume, ads, OFFLINE))


def ended(client: InProcessClient, user: User, id: str) -> BatchView:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        view = client.batches.view(user, id)
        if view.state != "running":
            return view
        time.sleep(0.02)
    raise AssertionError("the batch does not end")


def test_every_ad_gets_its_row_and_a_failure_leaves_the_others(done: BatchView) -> None:
    assert (done.state, [row.state for row in done.rows]) == ("done", ["delivered", "delivered", "failed"])


def test_an_ad_that_came_twice_is_done_once(done: BatchView) -> None:
    assert done.rows[1].same_as == "baker.md"


def test_a_batch_is_its_users_alone(shared: InProcessClient, done: BatchView) -> None:
    assert [one.id for one in shared.batches.of(ANA)] == [done.id]
    assert list(shared.batches.of(BEN)) == []


@pytest.mark.parametrize("what", ["view", "stop", "go_on", "delete"])
def test_nobody_else_can_do_anything_with_it(shared: InProcessClient, done: BatchView, what: str) -> None:
    with pytest.raises(UserError, match="no such batch"):
        getattr(shared.batches, what)(replace(BEN, admin=True), done.id)


@pytest.mark.parametrize("id", ["../batches", "..", "", "*", "/etc"])
def test_no_id_leads_out_of_the_folder_of_batches(shared: InProcessClient, id: str) -> None:
    with pytest.raises(UserError, match="no such batch"):
        shared.batches.view(ANA, id)


@pytest.mark.parametrize("address", ["/etc/hostname", "secret.txt", ""])
def test_a_file_of_this_machine_cannot_be_named_as_an_ad(shared: InProcessClient, address: str) -> None:
    with pytest.raises(UserError, match="no web address"):
        shared.batches.start(ANA, shared.documents.sample().resume, [BatchAd("ad", address=address)], OFFLINE)


@pytest.mark.parametrize("number", [0, MOST_ADS + 1])
def test_a_batch_has_ads_and_not_too_many(shared: InProcessClient, number: int) -> None:
    with pytest.raises(UserError, match="ads"):
        shared.batches.start(ANA, shared.documents.sample().resume, [AD] * number, OFFLINE)


def test_a_batch_that_was_interrupted_goes_on_in_the_next_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_at(tmp_path, monkeypatch)
    first = InProcessClient(settings)
    id = first.batches.start(ANA, first.documents.sample().resume, [AD], OFFLINE)
    first.close()
    second = InProcessClient(settings)
    try:
        assert second.batches.view(ANA, id).state == "interrupted"
        second.batches.go_on(ANA, id)
        assert ended(second, ANA, id).state == "done"
    finally:
        second.close()


def test_what_the_user_stopped_says_so_and_can_be_deleted_with_all_of_it(client: InProcessClient) -> None:
    id = client.batches.start(ANA, client.documents.sample().resume, [AD], OFFLINE)
    client.batches.stop(ANA, id)
    assert client.batches.view(ANA, id).state == "stopped"
    client.batches.delete(ANA, id)
    home = client._core.settings.home
    assert (list(client.batches.of(ANA)), list(client.runs.history(ANA))) == ([], [])
    assert [path for path in (home / "batches").rglob("*") if path.is_file()] == []


def delete_on_the_page(client: InProcessClient, run_id: str) -> None:
    client.runs.delete(ANA, run_id)


def delete_by_the_command_line(_: InProcessClient, run_id: str) -> None:
    result = CliRunner().invoke(cli, ["runs", "delete", run_id])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("delete", [delete_on_the_page, delete_by_the_command_line])
def test_with_a_run_of_a_batch_goes_all_that_the_batch_holds_of_it(
    client: InProcessClient, delete: Callable[[InProcessClient, str], None]
) -> None:
    other = BatchAd("miller.md", Document("miller.md", b"# Miller\nCompany: Weir Mill\n\n## Requirements\n- Milling\n"))
    id = client.batches.start(ANA, client.documents.sample().resume, [AD, replace(AD, name="again.md"), other], OFFLINE)
    rows = ended(client, ANA, id).rows
    delete(client, rows[0].run_id or "")
    left = client.batches.view(ANA, id)
    assert ([row.given for row in left.rows], left.state) == (["miller.md"], "done")
    files = [path for path in (client._core.settings.home / "batches").rglob("*") if path.is_file()]
    assert [
        path for path in files if path.suffix in {"", ".json", ".html", ".md"} and b"Hearth" in path.read_bytes()
    ] == []
    assert [path for path in files if b"baker.md" in path.read_bytes()] == []
    delete(client, rows[2].run_id or "")
    assert list(client.batches.of(ANA)) == []


def test_a_run_whose_batch_is_under_way_is_not_deleted(client: InProcessClient) -> None:
    ads = [AD, BatchAd("two.md", Document("two.md", b"# Miller\n\n## Requirements\n- Milling\n"))]
    id = client.batches.start(ANA, client.documents.sample().resume, ads, OFFLINE)
    rows = ended(client, ANA, id).rows
    client.batches._under_way[id].task = client._core.loop.call(_never_done())
    with pytest.raises(UserError, match="under way"):
        client.runs.delete(ANA, rows[0].run_id or "")
    client.batches.stop(ANA, id)
    client.runs.delete(ANA, rows[0].run_id or "")


async def _never_done() -> "asyncio.Task[None]":
    return asyncio.create_task(asyncio.sleep(3600))


def test_versions_are_those_of_ones_own_runs(shared: InProcessClient, done: BatchView) -> None:
    run = done.rows[0].run_id or ""
    found = shared.history.versions(ANA, run).result(60)
    assert [one.number for one in found.versions] == [1]
    with pytest.raises(UserError, match="no such run"):
        shared.history.versions(BEN, run).result(60)


def test_a_revision_makes_another_version(client: InProcessClient, wait: Wait) -> None:
    from resume.review.revision import Decision

    sample = client.documents.sample()
    run = client.runs.start(ANA, sample.resume, sample.job, OFFLINE)
    wait(ANA, run, "delivered")
    reviewed = client.review.of_run(ANA, run)
    assert reviewed is not None
    key = next(mark.key for mark in reviewed.marks.values() if not mark.fixed and mark.key.startswith("w1."))
    client.review.revise(ANA, run, {key: Decision(action="edit", text="")}).result(60)
    found = client.history.versions(ANA, run).result(60).versions
    assert [one.number for one in found] == [2, 1]
    assert len(found[0].report.claims) <= len(found[1].report.claims)


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.usage.of_everybody(ANA, 7),
        lambda client: client.usage.of_everybody(ANA, 7, BEN.id),
        lambda client: client.usage.users(ANA),
        lambda client: client.providers.all(ANA),
        lambda client: client.providers.test(ANA, "acme"),
        lambda client: client.providers.save(ANA, NewProvider("acme")),
        lambda client: client.providers.enable(ANA, "acme", True),
        lambda client: client.providers.set_default(ANA, "acme"),
        lambda client: client.providers.remove(ANA, "acme"),
        lambda client: client.insights.since(ANA, 7),
    ],
)
def test_what_is_for_administrators_is_refused_to_others(shared: InProcessClient, ask: object) -> None:
    assert callable(ask)
    with pytest.raises(UserError, match="administrators"):
        ask(shared)


def test_a_provider_is_added_tried_and_asked_by_the_next_run_and_its_key_never_comes_out(
    client: InProcessClient,
) -> None:
    key = "invented-key-0123456789"
    choices = RunChoices(search=False)
    assert client.runs.places(choices).result(60).models == ()
    with model_server("answers") as server:
        client.providers.save(ADMIN, NewProvider("acme", base_url=server.base_url, key=key))
        listed = client.providers.all(ADMIN).result(60)
        tested = client.providers.test(ADMIN, "acme").result(60)
        asked = client.runs.places(choices).result(60)
        usage = client.usage.of_everybody(ADMIN, 1).result(60)
    assert [one.works for one in tested] == [True]
    assert [place.provider for place in asked.models] == ["acme"]
    assert usage.total.requests == 1
    assert key not in repr((listed, tested, asked, usage))
    assert server.authorizations == [f"Bearer {key}"]


def test_a_stored_key_is_not_sent_to_another_address_than_it_was_entered_for(client: InProcessClient) -> None:
    with model_server("answers") as mine, model_server("answers") as other:
        client.providers.save(ADMIN, NewProvider("acme", base_url=mine.base_url, key="invented-key-0123456789"))
        client.providers.save(ADMIN, NewProvider("acme", base_url=other.base_url))
        client.providers.test(ADMIN, "acme").result(60)
        assert "invented-key" not in json.dumps(other.authorizations)


@pytest.mark.parametrize(
    ("address", "key", "told"),
    [
        ("nowhere", "", "address: is not an address"),
        ("https://key@models.example.org/v1", "", "address: holds a name or a password"),
        ("https://models.example.org/v1", "an invented key", "key: holds characters that no key has"),
    ],
)
def test_what_is_wrong_with_a_provider_is_told_of_the_field_it_stands_in(
    shared: InProcessClient, address: str, key: str, told: str
) -> None:
    with pytest.raises(UserError, match=f"^{told}"):
        shared.providers.save(ADMIN, NewProvider("mine", base_url=address, key=key))


def test_a_provider_that_is_switched_off_is_asked_no_more(client: InProcessClient) -> None:
    with model_server("answers") as server:
        client.providers.save(ADMIN, NewProvider("acme", base_url=server.base_url))
        client.providers.enable(ADMIN, "acme", False)
        assert client.runs.places(RunChoices(search=False)).result(60).models == ()
        with pytest.raises(UserError, match="switched off"):
            client.providers.test(ADMIN, "acme").result(60)


def test_usage_has_every_day_of_its_span(shared: InProcessClient) -> None:
    assert len(shared.usage.of(ANA, 30).result(60).days) == 30


def test_insights_tell_thumbs_and_words_and_not_whose_they_are(shared: InProcessClient, done: BatchView) -> None:
    shared.feedback.give(ANA, done.rows[0].run_id or "", "up", "Calm and clear")
    found = shared.insights.since(ADMIN, 7).result(60)
    assert [(one.thumb, one.words) for one in found.opinions] == [("up", "Calm and clear")]
    assert ANA.id not in repr(found)
