"""The command line as its contract says: files, exit codes, one line for what cannot be used."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest

import ui.cli
from settings import read_settings
from tests.command_process import run_command
from tests.people import NURSE_AD, NURSE_RESUME

COMMAND = Path(sys.executable).parent / "resume-tailor"
FILES = {
    "resume.ats.pdf",
    "resume.visual.pdf",
    "resume.docx",
    "resume.md",
    "resume.json",
    "report.json",
    "report.html",
}
SCHEMA = Path(__file__).parents[2] / "documents" / "schemas" / "json-resume-1.0.0.schema.json"


class Desk:
    """A working folder with a resume, an ad and a state folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "cv.md").write_text(NURSE_RESUME)
        (folder / "ad.md").write_text(NURSE_AD)
        self.environment = {**os.environ, "RESUME_TAILOR_HOME": str(folder / "home"), "COLUMNS": "200"}

    def call(self, *arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
        """In a process that is forked from one that has loaded everything."""
        return run_command(arguments, self.environment, self.folder, given)

    def call_script(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """As the script that people call, which loads everything itself."""
        done = subprocess.run(
            [COMMAND, *arguments], check=False, cwd=self.folder, env=self.environment, capture_output=True, timeout=120
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    def report(self, *arguments: str) -> dict[str, object]:
        done = self.call_script("tailor", "cv.md", "ad.md", "--json", *arguments)
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert isinstance(told, dict)
        return told


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


Call = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def call(desk: Desk, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Call]:
    """Calls the command line in this process, for what needs no process of its own."""
    monkeypatch.chdir(desk.folder)
    monkeypatch.setenv("RESUME_TAILOR_HOME", desk.environment["RESUME_TAILOR_HOME"])
    read_settings.cache_clear()

    def call(*arguments: str) -> "subprocess.CompletedProcess[str]":
        capfd.readouterr()
        code = ui.cli.run(list(arguments))
        return subprocess.CompletedProcess(arguments, code, *capfd.readouterr())

    yield call
    read_settings.cache_clear()


def one_line(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("resume-tailor: ")
    return lines[0]


@dataclass(frozen=True)
class Delivered:
    """A run that was delivered: its report as it was printed, and its folder."""

    report: dict[str, object]
    folder: Path


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Delivered:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    return Delivered(desk.report("--out", "result", "--run", "first"), desk.folder / "result")


def test_a_run_makes_all_files_and_a_report_with_every_key_of_the_contract(delivered: Delivered) -> None:
    report = delivered.report
    assert {path.name for path in delivered.folder.iterdir()} == FILES
    assert report == json.loads((delivered.folder / "report.json").read_text())
    assert {
        "run_id", "mode", "degradation", "stages", "job", "requirements", "profile", "recommendations", "research",
        "editorial_notes", "coverage", "claims", "fact_check", "ats", "round_trip", "pages", "metrics", "warnings", "files",
    } <= report.keys()  # fmt: skip
    assert report["run_id"] == "first"
    assert set(report["files"]) == FILES  # type: ignore[call-overload]


def test_the_web_search_is_recorded_as_skipped(delivered: Delivered) -> None:
    stages = {stage["stage"]: stage for stage in delivered.report["stages"]}  # type: ignore[attr-defined]
    assert stages["web_search"]["by"] == "skipped"
    assert stages["web_search"]["reason"]


def test_the_json_resume_is_valid_against_its_schema(delivered: Delivered) -> None:
    written = json.loads((delivered.folder / "resume.json").read_text())
    jsonschema.validate(written, json.loads(SCHEMA.read_text()))


def test_nothing_unsupported_is_shipped_and_every_field_comes_back(delivered: Delivered) -> None:
    report = delivered.report
    assert report["fact_check"]["unsupported_shipped"] == 0  # type: ignore[index]
    assert report["round_trip"]["field_recall"] == 1.0  # type: ignore[index]
    assert report["round_trip"]["private_use_glyphs"] == 0  # type: ignore[index]
    assert report["round_trip"]["tagged"] is True  # type: ignore[index]


def test_without_out_the_files_go_to_a_folder_named_after_the_run(desk: Desk) -> None:
    assert desk.call("tailor", "cv.md", "ad.md", "--run", "named").returncode == 0
    assert {path.name for path in (desk.folder / "out" / "named").iterdir()} == FILES


def test_the_ad_may_come_from_standard_input(desk: Desk) -> None:
    done = desk.call("tailor", "cv.md", "-", "--json", given=NURSE_AD)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["job"]["title"] == "Senior Nurse"


def test_a_run_stops_where_it_is_told_and_goes_on_from_there(desk: Desk) -> None:
    stopped = desk.call("tailor", "cv.md", "ad.md", "--run", "staged", "--until", "drafter", "--json")
    assert stopped.returncode == 0, stopped.stderr
    assert any("w1" in packet.split("+") for packet in json.loads(stopped.stdout)["drafts"])
    assert not (desk.folder / "out").exists()
    done = desk.call("resume", "staged", "--json")
    assert done.returncode == 0, done.stderr
    assert "drafter:" not in done.stderr
    assert "star_editor:" in done.stderr
    assert json.loads(done.stdout)["run_id"] == "staged"


def test_runs_are_listed_shown_and_deleted_with_their_files(desk: Desk, call: Call) -> None:
    assert desk.call("tailor", "cv.md", "ad.md", "--run", "first", "--out", "result").returncode == 0
    (desk.folder / "result" / "mine.txt").write_text("keep")
    assert "first" in call("runs", "list").stdout
    assert json.loads(call("runs", "show", "first", "--json").stdout)["run_id"] == "first"
    assert call("runs", "delete", "first").returncode == 0
    assert [path.name for path in (desk.folder / "result").iterdir()] == ["mine.txt"]
    assert list((desk.folder / "home" / "documents").iterdir()) == []
    assert call("runs", "show", "first").returncode == 2


def test_one_file_is_parsed_to_standard_output(desk: Desk) -> None:
    done = desk.call_script("parse", "cv.md")
    assert json.loads(done.stdout)["basics"]["name"] == "Ottilie Brandwick"


def test_of_many_files_the_good_ones_are_parsed_and_the_exit_code_tells_of_the_rest(desk: Desk, call: Call) -> None:
    (desk.folder / "empty.txt").touch()
    done = call("parse", "cv.md", "empty.txt", "--out", "parsed")
    assert done.returncode == 1
    assert [path.name for path in (desk.folder / "parsed").iterdir()] == ["cv.json"]
    assert "empty.txt" in done.stderr


def test_an_ad_is_analysed_as_json(desk: Desk, call: Call) -> None:
    told = json.loads(call("analyze", "ad.md").stdout)
    assert told["title"] == "Senior Nurse"
    assert told["requirements"]


def test_the_doctor_tells_where_each_setting_comes_from(desk: Desk) -> None:
    done = desk.call("doctor", "--json")
    assert done.returncode == 0, done.stdout
    sources = {one["variable"]: one["source"] for one in json.loads(done.stdout)["settings"]}
    assert sources["RESUME_TAILOR_HOME"] == "environment"
    assert sources["RESUME_TAILOR_MAX_JOB_CHARS"] == "default"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["tailor", "nowhere.pdf", "ad.md"], "nowhere.pdf: there is no such file"),
        (["tailor", "cv.md", "nowhere.md"], "nowhere.md: there is no such file"),
        (["tailor", ".", "ad.md"], "folder"),
        (["tailor", "cv.md", "ad.md", "--mode", "model"], "no model provider is set up"),
        (["tailor", "cv.md", "ad.md", "--until", "cover_letter"], "--letter"),
        (["tailor", "cv.md", "https://127.0.0.1/1"], "leads to this machine, which is never fetched"),
        (["tailor", "cv.md", "ad.md", "--template", "baroque"], "there is no template"),
        (["tailor", "cv.md", "ad.md", "--until", "lunch"], "there is no stage"),
        (["tailor", "cv.md", "ad.md", "--only", ""], "no stage is named"),
        (["tailor", "cv.md", "ad.md", "--until", " , "], "no stage is named"),
        (["tailor", "cv.md", "ad.md", "--run", "../up"], "run id"),
        (["tailor", "cv.md", "ad.md", "--pages", "3"], "--pages"),
        (["tailor", "cv.md", "ad.md", "--out", "cv.md"], "this is no folder"),
        (["tailor", "cv.md", "ad.md", "--out", "cv.md/below"], "no folder"),
        (["tailor", "cv.md"], "JOB"),
        (["resume", "nothing"], "there is no such run"),
        (["runs", "delete", "nothing"], "there is no such run"),
        (["parse", "cv.md", "ad.md"], "--out"),
        (["frobnicate"], "frobnicate"),
        (["batch", "cv.md", "ad.md"], "--out"),
        (["batch", "cv.md", "--out", "out"], "JOB"),
        (["batch", "cv.md", "-", "-", "--out", "out"], "standard input is named twice"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(arguments: list[str], says: str, desk: Desk, call: Call) -> None:
    done = call(*arguments)
    assert done.returncode == 2
    assert says in one_line(done)
    assert not (desk.folder / "out").exists()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("cv.txt", b"", "empty"),
        ("cv.txt", bytes(range(256)) * 40, "binary"),
        ("cv.pdf", b"%PDF-1.7\nnothing follows", "damaged"),
        ("cv.docx", b"PK\x03\x04 no zip at all", "damaged"),
        ("cv.txt", b"milk\neggs\nbread\n", "resume"),
        ("cv.json", b"{", "JSON"),
        ("cv.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40, "damaged"),
        ("cv.txt", b"word " * 3_000_000, "MAX"),
    ],
)
def test_an_unreadable_resume_is_refused_in_one_line_and_leaves_no_run(
    name: str, data: bytes, says: str, desk: Desk, call: Call
) -> None:
    (desk.folder / name).write_bytes(data)
    done = call("tailor", name, "ad.md", "--out", "result")
    assert done.returncode == 2
    line = one_line(done)
    assert name in line
    assert says.lower() in line.lower()
    assert not (desk.folder / "result").exists()
    assert json.loads(call("runs", "list", "--json").stdout) == []


def test_an_ad_with_no_text_is_refused(desk: Desk, call: Call) -> None:
    (desk.folder / "ad.html").write_text("<html><body><script>var x = 1</script></body></html>")
    done = call("tailor", "cv.md", "ad.html")
    assert done.returncode == 2
    assert "ad.html" in one_line(done)


def test_a_folder_that_cannot_be_written_is_refused_before_any_work(desk: Desk) -> None:
    locked = desk.folder / "locked"
    locked.mkdir(mode=0o500)
    unwritable = "/proc/self" if os.geteuid() == 0 else "locked"  # root may write into a locked folder too
    done = desk.call("tailor", "cv.md", "ad.md", "--out", f"{unwritable}/result")
    assert done.returncode == 2
    assert "cannot be written" in one_line(done)
    assert "intake:" not in done.stderr


def test_a_setting_that_cannot_be_read_is_named(desk: Desk) -> None:
    desk.environment["RESUME_TAILOR_MAX_JOB_CHARS"] = "many"
    done = desk.call("tailor", "cv.md", "ad.md")
    assert done.returncode == 2
    assert "RESUME_TAILOR_MAX_JOB_CHARS" in one_line(done)


def test_an_interrupted_run_says_how_to_go_on(desk: Desk) -> None:
    process = subprocess.Popen(
        [COMMAND, "tailor", "cv.md", "ad.md", "--run", "stopped"],
        cwd=desk.folder,
        env=desk.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("validator:"):
            break
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "resume-tailor resume stopped" in rest
    assert desk.call("resume", "stopped").returncode == 0


def test_help_comes_without_loading_the_pipeline(desk: Desk) -> None:
    script = "import sys, ui.cli; ui.cli.run(['--help']); print('langgraph' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, timeout=30)
    assert done.stdout.endswith("False\n")


def test_a_resume_checked_against_itself_is_supported(desk: Desk) -> None:
    done = desk.call("check", "cv.md", "cv.md", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["unsupported"], told["supported"]) == (0, len(told["claims"]))


def test_a_draft_that_says_more_is_told_so_claim_by_claim(desk: Desk) -> None:
    (desk.folder / "draft.md").write_text(NURSE_RESUME.replace("14 nurses", "40 nurses"))
    done = desk.call("check", "cv.md", "draft.md", "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    wrong = [claim for claim in told["claims"] if not claim["supported"]]
    assert [claim["text"] for claim in wrong] == ["Responsible for managing a team of 40 nurses"]
    assert wrong[0]["reasons"][0].keys() >= {"kind", "detail"}


def test_the_check_reads_well_on_a_terminal_too(desk: Desk) -> None:
    (desk.folder / "draft.md").write_text(NURSE_RESUME.replace("14 nurses", "40 nurses"))
    done = desk.call("check", "cv.md", "draft.md")
    assert done.returncode == 1
    assert "Nearest in the source: Responsible for managing a team of 14 nurses" in done.stdout
    assert done.stdout.endswith("1 of 9 claims is not supported by the source.\n")
