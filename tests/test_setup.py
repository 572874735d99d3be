import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from evals.datasets import demo_pair

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.MULTILINE)


def read_wanted() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return [Requirement(line) for line in [*project["dependencies"], *extras]]


@pytest.mark.parametrize("wanted", read_wanted(), ids=lambda wanted: wanted.name)
def test_lock_holds_each_dependency_in_a_version_that_the_project_takes(wanted: Requirement) -> None:
    pins = {canonicalize_name(name): Version(version) for name, version in PIN.findall(LOCK)}
    pin = pins.get(canonicalize_name(wanted.name))
    assert pin is not None, "run `make lock`"
    assert pin in wanted.specifier, "run `make lock`"


def test_every_package_in_the_lock_has_a_hash() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert [
        entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry and not entry.startswith("#")
    ] == []


def test_lock_names_no_index_host_or_file() -> None:
    assert re.findall(r"https?:|file:|--(?:index|extra-index|find-links|trusted)\S*|@ ", LOCK) == []


def run_make(folder: Path, *targets: str, path: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {"HOME": str(folder), "PATH": path, **environment}
    return subprocess.run(
        ["/usr/bin/env", "make", *targets], cwd=folder, env=kept, capture_output=True, text=True, check=False
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What set-up reads, in a folder with a space in its path, and a `python3` that only notes its calls."""
    folder = tmp_path / "my projects" / "resume-tailor"
    folder.mkdir(parents=True)
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    programs = tmp_path / "programs"
    programs.mkdir()
    fake = programs / "python3"
    fake.write_text(
        "#!/bin/sh\n"
        'case "$*" in\n'
        '    "-m venv .venv") mkdir -p .venv/bin; cp "$0" .venv/bin/python;;\n'
        '    "--version") echo Python 3.12.1;;\n'
        '    *) echo "$*" >> calls.txt; case "$*" in *${FAILING:-nothing}*) exit 1;; esac;;\n'
        "esac\n"
    )
    fake.chmod(0o755)
    return folder


def path_with_fakes(checkout: Path) -> str:
    """The search path on which the only Python that set-up takes is the fake one."""
    for name in ("python3.11", "python3.12", "python3.13"):
        refusing = checkout.parent.parent / "programs" / name
        refusing.write_text("#!/bin/sh\nexit 1\n")
        refusing.chmod(0o755)
    return f"{checkout.parent.parent / 'programs'}:{os.environ['PATH']}"


def read_calls(checkout: Path) -> list[str]:
    """The calls of Python since the last look."""
    calls = checkout / "calls.txt"
    lines = calls.read_text().splitlines() if calls.exists() else []
    calls.unlink(missing_ok=True)
    return lines


def test_set_up_installs_with_hashes_then_the_project_compiled_then_finds_a_browser(checkout: Path) -> None:
    done = run_make(checkout, "setup", path=path_with_fakes(checkout))
    assert done.returncode == 0, done.stderr
    _, libraries, project, compiled, browser = (call for call in read_calls(checkout) if call.startswith("-m"))
    assert "--require-hashes" in libraries
    assert "requirements.lock" in libraries
    assert "--editable" in project
    assert compiled.startswith("-m compileall")
    assert " graph nodes " in compiled
    assert browser == "-m documents.chromium"


def test_a_second_set_up_does_and_says_nothing(checkout: Path) -> None:
    path = path_with_fakes(checkout)
    run_make(checkout, "setup", path=path)
    read_calls(checkout)
    again = run_make(checkout, "setup", path=path)
    assert (again.returncode, again.stdout, read_calls(checkout)) == (0, "", [])


def test_a_changed_lock_is_installed_again(checkout: Path) -> None:
    path = path_with_fakes(checkout)
    run_make(checkout, "setup", path=path)
    read_calls(checkout)
    later = (checkout / ".venv" / "done" / "browser").stat().st_mtime + 2
    os.utime(checkout / "requirements.lock", (later, later))
    run_make(checkout, "setup", path=path)
    assert any("requirements.lock" in call for call in read_calls(checkout))


@pytest.mark.parametrize("failing", ["requirements.lock", "--editable", "documents.chromium"])
def test_a_step_that_failed_is_done_again(checkout: Path, failing: str) -> None:
    path = path_with_fakes(checkout)
    broken = run_make(checkout, "setup", path=path, FAILING=failing)
    read_calls(checkout)
    mended = run_make(checkout, "setup", path=path)
    assert (broken.returncode, mended.returncode) == (2, 0)
    assert any(failing in call for call in read_calls(checkout))


def test_without_a_python_that_will_do_one_line_says_what_to_install(checkout: Path) -> None:
    path = path_with_fakes(checkout)
    (checkout.parent.parent / "programs" / "python3").write_text("#!/bin/sh\nexit 1\n")
    done = run_make(checkout, "setup", path=path)
    assert done.stderr.splitlines()[0] == "Python 3.11 or newer with venv is needed: apt-get install python3-venv"
    assert not (checkout / ".venv").exists()


def test_every_command_that_make_names_has_a_rule() -> None:
    help_text = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.findall(r"^make (\w+)", help_text, re.MULTILINE)
    plans = {
        target: subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for target in targets
        if target != "setup"  # where all is set up, it has nothing to do
    }
    assert "eval" in plans
    assert [target for target, plan in plans.items() if "Nothing to be done" in plan] == []


def test_demo_takes_the_pair_that_is_named_for_it() -> None:
    shown = subprocess.run(["make", "-n", "demo"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    resume, job = (path.relative_to(ROOT) for path in demo_pair())
    assert f'tailor "{resume}" "{job}" --mode offline' in shown


def test_the_wheel_holds_every_file_that_lies_beside_the_code(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    folders = [ROOT / name for name in packages["root_packages"]]
    files = {path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert {path.relative_to(ROOT).as_posix() for path in files} - held == set()


SKIPS = """
import pytest
def test_one(): pytest.skip("no such thing here")
@pytest.mark.skip(reason="not today")
def test_two(): pass
@pytest.mark.xfail(reason="known")
def test_three(): assert False
"""


def run_pytest(folder: Path, source: str, ci: str) -> str:
    (folder / "test_sample.py").write_text(source)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.skips_in_ci",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(folder),
    ]
    return subprocess.run(
        [*command, str(folder / "test_sample.py")],
        cwd=ROOT,
        env=os.environ | {"CI": ci},
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def test_in_ci_skipped_tests_fail_with_their_reason(tmp_path: Path) -> None:
    shown = run_pytest(tmp_path, SKIPS, ci="true")
    assert "1 failed, 1 xfailed, 1 error" in shown
    assert "skipped, which CI does not allow: no such thing here" in shown
    assert "skipped, which CI does not allow: not today" in shown


def test_in_ci_a_skipped_file_fails(tmp_path: Path) -> None:
    shown = run_pytest(tmp_path, "import pytest\npytest.skip('not here', allow_module_level=True)\n", ci="true")
    assert "1 error" in shown
    assert "skipped, which CI does not allow: not here" in shown


def test_elsewhere_skipped_tests_are_skipped(tmp_path: Path) -> None:
    assert "2 skipped, 1 xfailed" in run_pytest(tmp_path, SKIPS, ci="")
