"""`resume-tailor models`: providers are set up, tested and shown, and their keys never are."""

import io
import json
import os
import re
import select
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

import ui.cli
from settings import read_settings
from tests.people import NURSE_AD, NURSE_RESUME
from tests.ui.model_server import Manner, ModelServer, model_server

INVENTED = "sk-invented-9c41d7e2f05b8a63"
SECOND = "sk-or-invented-1b77aa20c3de4499"
PROVIDER_VARIABLE = re.compile(r"(OPENAI|OPENROUTER|GOOGLE|GEMINI|ANTHROPIC|TAVILY|LANGSMITH|SEARXNG|RESUME_TAILOR)_.*")


@dataclass
class Called:
    """What a command came to."""

    returncode: int
    stdout: str
    stderr: str


class Desk:
    """A working folder with a state folder of its own, and no provider in its environment."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.said = ""
        """All that the commands printed so far."""
        self._patch = patch
        self._captured = captured
        for name in list(os.environ):
            if PROVIDER_VARIABLE.fullmatch(name) and name != "RESUME_TAILOR_CHROMIUM":
                patch.delenv(name)
        self.set(RESUME_TAILOR_HOME=str(folder / "home"), COLUMNS="200")
        patch.chdir(folder)

    def set(self, **environment: str) -> None:
        for name, value in environment.items():
            self._patch.setenv(name, value)

    def call(self, *arguments: str, given: str = "") -> Called:
        read_settings.cache_clear()
        self._patch.setattr(sys, "stdin", io.StringIO(given))
        code = ui.cli.run(list(arguments))
        told = self._captured.readouterr()
        self.said += told.out + told.err
        return Called(code, told.out, told.err)

    def ok(self, *arguments: str, given: str = "") -> str:
        done = self.call("models", *arguments, given=given)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refused(self, *arguments: str, given: str = "") -> str:
        done = self.call("models", *arguments, given=given)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
        return done.stderr

    def providers(self) -> list[dict[str, object]]:
        told = json.loads(self.ok("list", "--json"))["providers"]
        assert isinstance(told, list)
        return told


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    yield Desk(tmp_path, monkeypatch, capsys)
    read_settings.cache_clear()


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


def test_without_a_provider_the_list_says_how_to_get_one(desk: Desk) -> None:
    assert "models set NAME" in desk.ok("list")


def test_a_stored_provider_is_listed_with_its_key_masked(desk: Desk) -> None:
    desk.ok("set", "openai", "--key-from-stdin", given=f"{INVENTED}\n")
    (one,) = desk.providers()
    assert (one["name"], one["source"], one["default"], one["enabled"]) == ("openai", "table", True, True)
    assert one["keys"] == [{"label": "table:openai", "masked": "••••8a63"}]


def test_a_provider_of_the_environment_is_listed_with_its_variables(desk: Desk) -> None:
    desk.set(OPENROUTER_API_KEY_1=INVENTED, OPENROUTER_API_KEY_2=SECOND)
    (one,) = desk.providers()
    assert (one["name"], one["source"]) == ("openrouter", "environment")
    assert one["keys"] == [
        {"label": "OPENROUTER_API_KEY_1", "masked": "••••8a63"},
        {"label": "OPENROUTER_API_KEY_2", "masked": "••••4499"},
    ]


def test_a_short_key_is_masked_whole(desk: Desk) -> None:
    desk.set(OPENAI_API_KEY="abcdefgh")
    assert desk.providers()[0]["keys"] == [{"label": "OPENAI_API_KEY", "masked": "••••"}]


def test_a_local_server_needs_no_key(desk: Desk, server: ModelServer) -> None:
    desk.ok("set", "lab", "--base-url", server.base_url, "--no-key")
    assert "lab" in desk.ok("test", "lab")


def test_changing_an_address_keeps_the_key(desk: Desk, server: ModelServer) -> None:
    desk.ok("set", "lab", "--base-url", "http://127.0.0.1:1/v1", "--key-from-stdin", given=INVENTED)
    desk.ok("set", "lab", "--base-url", server.base_url)
    desk.ok("test", "lab")
    assert server.authorizations == [f"Bearer {INVENTED}"]


def test_one_provider_is_the_default(desk: Desk, server: ModelServer) -> None:
    for name in ("one", "two"):
        desk.ok("set", name, "--base-url", server.base_url, "--no-key")
    desk.ok("default", "two")
    assert [(one["name"], one["default"]) for one in desk.providers()] == [("two", True), ("one", False)]


def test_a_disabled_provider_is_listed_and_not_asked(desk: Desk, server: ModelServer) -> None:
    desk.ok("set", "lab", "--base-url", server.base_url, "--no-key")
    desk.ok("disable", "lab")
    assert [(one["name"], one["enabled"]) for one in desk.providers()] == [("lab", False)]
    assert "it is disabled" in desk.refused("test", "lab")
    desk.ok("enable", "lab")
    desk.ok("test", "lab")


def test_a_removed_provider_is_listed_no_more(desk: Desk, server: ModelServer) -> None:
    desk.ok("set", "lab", "--base-url", server.base_url, "--no-key")
    desk.ok("remove", "lab")
    assert desk.providers() == []


def test_the_test_makes_one_call_with_each_key(desk: Desk, server: ModelServer) -> None:
    desk.set(
        OPENROUTER_API_KEY_1=INVENTED,
        OPENROUTER_API_KEY_2=SECOND,
        OPENROUTER_BASE_URL=server.base_url,
    )
    told = json.loads(desk.ok("test", "--json"))
    first, second = told[:2]
    assert [(one["key"], one["works"]) for one in (first, second)] == [
        ("OPENROUTER_API_KEY_1", True),
        ("OPENROUTER_API_KEY_2", True),
    ]
    assert first["model"] == second["model"]
    assert set(server.authorizations) == {f"Bearer {INVENTED}", f"Bearer {SECOND}"}


def test_the_test_calls_each_model_that_a_stage_would_ask_first_and_none_that_searches(
    desk: Desk, server: ModelServer
) -> None:
    desk.set(OPENAI_API_KEY=INVENTED, OPENAI_BASE_URL=server.base_url)
    (listed,) = json.loads(desk.ok("list", "--json"))["providers"]
    told = json.loads(desk.ok("test", "--json"))
    assert len(told) == len({one["model"] for one in told}) > 1
    assert {one["model"] for one in told} == {model for model in listed["models"] if "search" not in model}


def test_a_test_that_fails_is_told_by_the_exit_code(desk: Desk) -> None:
    desk.set(OPENAI_API_KEY=INVENTED, OPENAI_BASE_URL="http://127.0.0.1:1/v1")
    done = desk.call("models", "test", "--json")
    assert (done.returncode, json.loads(done.stdout)[0]["works"]) == (1, False)


def test_test_calls_stand_in_the_ledger(desk: Desk, server: ModelServer) -> None:
    desk.ok("set", "lab", "--base-url", server.base_url, "--no-key")
    desk.ok("test")
    told = json.loads(desk.ok("usage", "--json"))
    (model,) = told["by_model"]
    assert (model["provider"], model["calls"], model["errors"], model["spending"]["tokens"]) == ("lab", 1, 0, 13)
    assert (told["this_month"]["all"]["cost"], told["this_month"]["all"]["unpriced_calls"]) == (None, 1)


def test_usage_is_told_to_people_too(desk: Desk, server: ModelServer) -> None:
    desk.ok("set", "lab", "--base-url", server.base_url, "--no-key")
    desk.ok("test")
    assert "This month: 1 request, 1 of them unpriced, 13 tokens, unpriced" in desk.ok("usage")


def test_what_is_left_of_the_day_is_told_where_it_is_limited(desk: Desk) -> None:
    assert json.loads(desk.ok("usage", "--json"))["today"] == {}
    desk.set(RESUME_TAILOR_DAILY_TOKENS_USER="40000")
    with closing(sqlite3.connect(desk.folder / "home" / "runs.sqlite")) as connection, connection:
        connection.execute("INSERT INTO daily_tokens VALUES (date('now'), 'local', 1234)")
    assert json.loads(desk.ok("usage", "--json"))["today"] == {"user": {"spent": 1234, "limit": 40000}}
    assert "Today, user: 1,234 of 40,000 tokens" in desk.ok("usage")


def test_pruning_spares_what_is_new(desk: Desk, server: ModelServer) -> None:
    desk.ok("set", "lab", "--base-url", server.base_url, "--no-key")
    desk.ok("test")
    assert "Deleted 0 rows of the ledger and 0 stored answers" in desk.ok("prune", "--older-than", "1")
    assert json.loads(desk.ok("usage", "--json"))["this_month"]["all"]["calls"] == 1


def test_on_a_terminal_the_key_is_asked_for_without_echo(desk: Desk, server: ModelServer) -> None:
    ours, theirs = os.openpty()
    command = [
        str(Path(sys.executable).parent / "resume-tailor"),
        "models",
        "set",
        "lab",
        "--base-url",
        server.base_url,
    ]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    shown = read_until(ours, b"): ")  # the last space comes when the terminal's echo is off
    os.write(ours, INVENTED.encode() + b"\n")
    shown += read_until(ours, b"Stored lab")
    assert process.wait(timeout=60) == 0
    os.close(ours)
    assert INVENTED.encode() not in shown
    desk.ok("test", "lab")
    assert server.authorizations == [f"Bearer {INVENTED}"]


def read_until(terminal: int, awaited: bytes) -> bytes:
    shown = b""
    while awaited not in shown:
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, f"no {awaited!r} after {shown!r}"
        shown += os.read(terminal, 4096)
    return shown


def test_a_key_cannot_be_given_as_an_argument(desk: Desk) -> None:
    assert "No such option" in desk.refused("set", "openai", "--key", INVENTED)


@pytest.mark.parametrize(
    ("arguments", "given", "says"),
    [
        (("set", "openai"), "", "it needs a key"),
        (("set", "lab", "--base-url", "http://127.0.0.1:1/v1", "--key-from-stdin"), "", "standard input holds no key"),
        (("set", "lab", "--base-url", "http://example.org/v1", "--key-from-stdin"), INVENTED, "unencrypted"),
        (("set", "lab", "--base-url", "nowhere", "--no-key"), "", "is not an address"),
        (("set", "Two Words", "--base-url", "http://127.0.0.1:1/v1", "--no-key"), "", "this name cannot be used"),
        (("set", "lab", "--no-key", "--key-from-stdin"), "", "contradicts"),
        (("remove", "nobody"), "", "there is no stored provider of this name"),
        (("test", "nobody"), "", "there is none of this name"),
        (("test",), "", "no model provider is set up"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(desk: Desk, arguments: tuple[str, ...], given: str, says: str) -> None:
    assert says in desk.refused(*arguments, given=given)


def test_a_provider_of_the_environment_is_not_removed_but_told_how(desk: Desk) -> None:
    desk.set(OPENAI_API_KEY=INVENTED)
    assert "unset OPENAI_API_KEY" in desk.refused("disable", "openai")


def test_another_secret_key_is_told_in_one_line(desk: Desk) -> None:
    desk.ok("set", "openai", "--key-from-stdin", given=INVENTED)
    desk.set(RESUME_TAILOR_SECRET_KEY=Fernet.generate_key().decode())
    assert "RESUME_TAILOR_SECRET_KEY: the stored key of the provider “openai”" in desk.refused("list")


def test_another_secret_key_for_a_disabled_provider_costs_nothing(desk: Desk) -> None:
    desk.ok("set", "openai", "--key-from-stdin", given=INVENTED)
    desk.ok("disable", "openai")
    desk.set(RESUME_TAILOR_SECRET_KEY=Fernet.generate_key().decode())
    (one,) = desk.providers()
    assert (one["enabled"], one["keys"]) == (
        False,
        [{"label": "table:openai", "masked": "not looked at while disabled"}],
    )


@pytest.mark.parametrize("command", ["usage", "prune", "list"])
def test_what_needs_no_key_makes_no_secret_key_and_reads_none(desk: Desk, command: str) -> None:
    desk.set(RESUME_TAILOR_SECRET_KEY="no key at all")
    desk.ok(command)


def test_pruning_forgets_the_tokens_of_old_days(desk: Desk) -> None:
    desk.ok("usage")
    database = desk.folder / "home" / "runs.sqlite"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO daily_tokens VALUES ('2020-02-02', 'ines', 7)")
    desk.ok("prune")
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM daily_tokens").fetchone() == (0,)


def test_the_model_that_a_server_of_ones_own_serves_is_listed_and_tested(desk: Desk) -> None:
    with model_server(serves=("nomic-embed-text", "qwen3:8b")) as server:
        desk.set(OPENAI_BASE_URL=server.base_url)
        assert desk.providers()[0]["models"] == ["qwen3:8b"]
        (told,) = json.loads(desk.ok("test", "--json"))
    assert (told["model"], told["works"], json.loads(server.bodies[0])["model"]) == ("qwen3:8b", True, "qwen3:8b")


@pytest.mark.parametrize(
    "manner",
    ["answers", "quotes the key in its answers", "refuses and quotes the key", "fails and quotes the key"],
)
def test_a_key_is_found_nowhere_after_use(desk: Desk, manner: Manner) -> None:
    (desk.folder / "cv.md").write_text(NURSE_RESUME)
    (desk.folder / "ad.md").write_text(NURSE_AD)
    with model_server(manner) as server:
        desk.ok("set", "lab", "--base-url", server.base_url, "--key-from-stdin", "--default", given=INVENTED)
        desk.set(OPENROUTER_API_KEY_1=SECOND, OPENROUTER_BASE_URL=server.base_url)
        desk.call("models", "test")
        desk.call("models", "list")
        done = desk.call("tailor", "cv.md", "ad.md", "--mode", "model", "--out", "out", "--json")
        desk.call("models", "usage")
        desk.call("doctor", "--json")
        desk.call("runs", "list", "--json")
        assert done.returncode == 0, done.stderr
        assert {f"Bearer {INVENTED}", f"Bearer {SECOND}"} <= set(server.authorizations)
    written = {path: path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()}
    assert len(written) > 5
    holding = [path.name for path, data in written.items() if INVENTED.encode() in data or SECOND.encode() in data]
    assert holding == []
    assert INVENTED not in desk.said
    assert SECOND not in desk.said
    assert not any(INVENTED in body or SECOND in body for body in server.bodies)
