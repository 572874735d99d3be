"""LangGraph Studio's server loads the graph, shows its forms, and finishes a run that is started over HTTP."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.people import NURSE_AD, NURSE_RESUME

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
RUN_SECONDS = 60


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("studio")
    port = free_port()
    environment = {
        **os.environ,
        "RESUME_TAILOR_HOME": str(folder / "home"),
        "LANGGRAPH_STRICT_MSGPACK": "true",
        "LANGGRAPH_CLI_NO_ANALYTICS": "1",
        "LANGSMITH_TRACING": "false",
    }
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
                yield client
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


def test_a_run_started_over_http_finishes_with_a_report(server: httpx.Client) -> None:
    answer = server.post(
        "/runs/wait",
        json={
            "assistant_id": "resume_tailor",
            "input": {"resume": NURSE_RESUME, "job": NURSE_AD},
            "context": {"pages": 1},
        },
    )
    assert answer.is_success, answer.text
    assert "report" in answer.json(), answer.text
    report = answer.json()["report"]
    assert report["pages"] == {"ats": 1, "visual": 1}
    assert report["fact_check"]["unsupported_shipped"] == 0


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
