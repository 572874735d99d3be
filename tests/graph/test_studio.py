"""LangGraph Studio's server loads the graph, shows its forms, and finishes runs that are started over HTTP.

It refuses work that blocks its loop, so what asks a model must not; a provider is set up for it.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from evals.loopback import read_requests, read_statistics, running_server
from tests.command_process import environment_of
from tests.people import NURSE_AD, NURSE_RESUME

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
RUN_SECONDS = 60


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass(frozen=True)
class Studio:
    """A running server."""

    client: httpx.Client
    log: Path
    models: str
    """Address of the model server that is set up for it."""


@pytest.fixture(scope="module")
def server(studio: Studio) -> httpx.Client:
    return studio.client


@pytest.fixture(scope="module")
def models() -> Iterator[str]:
    with running_server(answers="evals.author:well") as address:
        yield address


@pytest.fixture(scope="module")
def studio(models: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder = tmp_path_factory.mktemp("studio")
    port = free_port()
    environment = environment_of(
        folder / "home",
        OPENAI_BASE_URL=f"{models}/v1",
        OPENAI_API_KEY="sk-invented-0000000001",
        LANGGRAPH_STRICT_MSGPACK="true",
        LANGGRAPH_CLI_NO_ANALYTICS="1",
        LANGSMITH_TRACING="false",
    )
    command = [str(Path(sys.executable).parent / "langgraph"), "dev", "--no-browser", "--no-reload"]
    with (folder / "log").open("w+b") as log:
        process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=RUN_SECONDS) as client:
                wait_until_up(client, process, folder / "log")
                yield Studio(client, folder / "log", models)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def wait_until_up(client: httpx.Client, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            if client.get("/ok").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
        if process.poll() is not None:
            break
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')[-4000:]}")


def assistant(server: httpx.Client) -> str:
    found = server.post("/assistants/search", json={"graph_id": "resume_tailor"}).json()
    return str(found[0]["assistant_id"])


def test_the_input_form_takes_text_or_document_ids_and_no_path(server: httpx.Client) -> None:
    schemas = server.get(f"/assistants/{assistant(server)}/schemas").json()
    assert set(schemas["input_schema"]["properties"]) == {"resume", "job", "resume_document", "job_document", "run_id"}


def test_the_context_form_shows_the_settings_of_a_run(server: httpx.Client) -> None:
    schemas = server.get(f"/assistants/{assistant(server)}/schemas").json()
    context = schemas["context_schema"]["properties"]
    assert {"mode", "pages", "template"} <= set(context)
    assert all(setting["description"] for setting in context.values())


def run(server: httpx.Client, **context: object) -> dict[str, Any]:
    """The report of a run."""
    given = {"resume": NURSE_RESUME, "job": NURSE_AD}
    asked = {"assistant_id": "resume_tailor", "input": given, "context": context}
    answer = server.post("/runs/wait", json=asked)
    assert answer.is_success, answer.text
    assert "report" in answer.json(), answer.text
    report: dict[str, Any] = answer.json()["report"]
    return report


def test_a_run_started_over_http_finishes_with_a_report_and_offline_asks_nobody(studio: Studio) -> None:
    before = read_statistics(studio.models).requests
    report = run(studio.client, pages=1, mode="offline")
    assert report["pages"] == {"ats": 1, "visual": 1}
    assert report["fact_check"]["unsupported_shipped"] == 0
    assert (report["mode"], read_statistics(studio.models).requests - before) == ("offline", 0)


def test_a_run_with_a_model_asks_it_and_blocks_nothing(studio: Studio) -> None:
    before = len(read_requests(studio.models))
    report = run(studio.client)
    asked = read_requests(studio.models)[before:]
    by_model = {record["stage"] for record in report["stages"] if record["by"] == "model"}
    assert report["mode"] == "model"
    assert report["degradation"]["level"] == "none", report["degradation"]
    assert by_model >= {"job_analyzer", "researcher", "drafter", "polisher"}
    assert report["metrics"]["calls"] == len(asked) > 0
    assert "Ottilie" not in "".join(one.prompt for one in asked)
    assert "Blocking" not in studio.log.read_text(errors="replace")


@pytest.mark.parametrize(
    "wrong", [{}, {"resume": NURSE_RESUME}, {"resume": NURSE_RESUME, "job": NURSE_AD, "run_id": "../../etc"}]
)
def test_input_that_cannot_be_used_is_refused_and_the_server_goes_on(
    wrong: dict[str, str], server: httpx.Client
) -> None:
    answer = server.post("/runs/wait", json={"assistant_id": "resume_tailor", "input": wrong})
    assert "__error__" in answer.json() or not answer.is_success
    assert server.get("/ok").is_success


def test_a_path_is_no_document(server: httpx.Client) -> None:
    wrong = {"resume_document": "/etc/hostname", "job": NURSE_AD}
    answer = server.post("/runs/wait", json={"assistant_id": "resume_tailor", "input": wrong})
    assert answer.json()["__error__"]["error"] == "UserError"


def test_a_review_waits_for_answers_that_are_a_plain_dictionary_or_text(server: httpx.Client) -> None:
    thread = server.post("/threads", json={}).json()["thread_id"]

    def go(**asked: object) -> dict[str, Any]:
        context = {"mode": "offline", "review": True}
        body = {"assistant_id": "resume_tailor", "context": context, **asked}
        answer = server.post(f"/threads/{thread}/runs/wait", json=body)
        assert answer.is_success, answer.text
        told: dict[str, Any] = answer.json()
        return told

    waiting = go(input={"resume": NURSE_RESUME, "job": f"{NURSE_AD}- Phlebotomy\n"})["__interrupt__"][0]["value"]
    question = next(one for one in waiting["questions"] if "phlebotomy" in one["text"])
    assert waiting["strategy"]
    assert waiting["gaps"]
    assert waiting["refused"] is None
    again = go(command={"resume": {"q9": "yes"}})["__interrupt__"][0]["value"]
    assert again == {**waiting, "refused": again["refused"]}
    assert "no question “q9”" in again["refused"]
    report = go(command={"resume": f"{question['id']}: yes"})["report"]
    assert {row["status"] for row in report["requirements"] if row["text"] == "Phlebotomy"} == {"shown"}
    assert list(report["own_facts"].values()) == ["Phlebotomy"]
