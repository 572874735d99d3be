import subprocess
import sys
from pathlib import Path

import pytest

from documents.chromium import find_chromium, get_chromium, list_chromiums, read_version
from errors import UserError
from settings import read_settings

ROOT = Path(__file__).parent.parent.parent


def write_program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def write_chromium(path: Path, version: str = "Chromium 140.0.1.2") -> Path:
    return write_program(path, f'echo "{version} built on something"')


def write_playwright_shell(cache: Path, revision: int, complete: bool = True) -> Path:
    folder = cache / f"chromium_headless_shell-{revision}"
    shell = write_chromium(folder / "chrome-linux" / "headless_shell", f"Chromium {revision}.0.0.0")
    if complete:
        (folder / "INSTALLATION_COMPLETE").touch()
    return shell


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any browser; `programs` is its search path and `cache` is Playwright's."""
    for name in ("programs", "cache"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "cache"))
    return tmp_path


# --- finding --------------------------------------------------------------------------------------------------------------------


def test_nothing_is_found_where_there_is_none(machine: Path) -> None:
    assert find_chromium(None) is None


def test_order_is_playwrights_shell_then_the_distributions_shell_then_chromium_then_chrome(machine: Path) -> None:
    programs = machine / "programs"
    names = ["google-chrome-stable", "google-chrome", "chromium-browser", "chromium", "chromium-headless-shell"]
    wanted = [write_playwright_shell(machine / "cache", 1200)]
    wanted += [write_chromium(programs / name) for name in reversed(names)]
    assert [chromium.path for chromium in list_chromiums(None)] == wanted


def test_chosen_one_is_the_only_one(machine: Path) -> None:
    write_chromium(machine / "programs" / "chromium")
    chosen = write_chromium(machine / "my browser")
    assert [(chromium.path, chromium.found) for chromium in list_chromiums(chosen)] == [(chosen, "setting")]


def test_newest_playwright_shell_comes_first_by_number(machine: Path) -> None:
    old, new = (write_playwright_shell(machine / "cache", revision) for revision in (999, 1200))
    assert [chromium.path for chromium in list_chromiums(None)] == [new, old]


def test_half_a_download_is_no_browser(machine: Path) -> None:
    write_playwright_shell(machine / "cache", 1200, complete=False)
    assert find_chromium(None) is None


def test_a_program_that_does_not_run_is_passed_over(machine: Path) -> None:
    write_program(
        machine / "programs" / "chromium", "echo 'chromium: libnss3.so: cannot open shared object' >&2; exit 127"
    )
    chrome = write_chromium(machine / "programs" / "google-chrome", "Google Chrome 141.0.7390.54")
    found = find_chromium(None)
    assert found is not None
    assert (found.path, found.kind, found.found) == (chrome, "chrome", "path")


def test_a_chosen_file_that_is_not_there_names_the_variable(machine: Path) -> None:
    with pytest.raises(UserError, match=r"^RESUME_TAILOR_CHROMIUM: there is no file \S+nowhere; "):
        find_chromium(machine / "nowhere")


def test_a_chosen_file_that_is_no_program_names_the_variable(machine: Path) -> None:
    (machine / "notes.txt").write_text("Chromium 140.0.1.2")
    with pytest.raises(UserError, match=r"^RESUME_TAILOR_CHROMIUM: \S+notes\.txt is not a program; "):
        find_chromium(machine / "notes.txt")


@pytest.mark.parametrize("script", ["exit 0", "echo Firefox 140.0.1", "echo Chromium 140.0.1.2; exit 1"])
def test_a_chosen_program_that_is_no_chromium_names_the_variable(machine: Path, script: str) -> None:
    chosen = write_program(machine / "browser", script)
    with pytest.raises(UserError, match=r"^RESUME_TAILOR_CHROMIUM: \S+browser does not run as a Chromium; "):
        find_chromium(chosen)


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("Chromium 140.0.7339.80 built on Debian GNU/Linux 12 (bookworm)", "Chromium 140.0.7339.80"),
        ("Google Chrome for Testing 141.0.7390.37 ", "Google Chrome for Testing 141.0.7390.37"),
        ("Google Chrome 141.0.7390.54 unknown", "Google Chrome 141.0.7390.54"),
        ("HeadlessChrome 120.0.6099.28", "HeadlessChrome 120.0.6099.28"),
    ],
)
def test_version_is_read(machine: Path, line: str, version: str) -> None:
    assert read_version(write_program(machine / "browser", f'echo "{line}"')) == version


# --- getting: a real run with a real browser, which appears when the faked package manager installs it -------------------------


@pytest.fixture
def browser_program() -> Path:
    found = find_chromium(read_settings().chromium)
    assert found is not None, "run `make browser`"
    return found.path


def write_package_manager(machine: Path, package: str, browser: Path, needs_update: bool) -> None:
    """An apt-get that notes its calls and, asked for the package, puts a browser on the search path; and a sudo that lets it."""
    programs = machine / "programs"
    for name in ("sh", "env", "cat", "chmod", "touch"):
        (programs / name).symlink_to(Path("/bin") / name if (Path("/bin") / name).exists() else Path("/usr/bin") / name)
    known = "[ -e updated ]" if needs_update else "true"
    write_program(programs / "sudo", 'shift; exec "$@"')
    write_program(
        programs / "apt-get",
        f"""cd '{machine}'
echo "$@" >> calls
case "$*" in
    *" update") touch updated;;
    *" {package}") {known} || {{ echo "E: Unable to locate package {package}" >&2; exit 100; }}
        printf '#!/bin/sh\\nexec "{browser}" "$@"\\n' > programs/{package}; chmod +x programs/{package};;
    *) echo "E: Unable to locate package" >&2; exit 100;;
esac""",
    )


def run_set_up(machine: Path) -> subprocess.CompletedProcess[str]:
    """`python -m documents.chromium` on the machine, with no way to the network."""
    environment = {
        "PATH": str(machine / "programs"),
        "PLAYWRIGHT_BROWSERS_PATH": str(machine / "cache"),
        "HOME": str(machine),
        "HTTPS_PROXY": "http://127.0.0.1:1",
    }
    command = [sys.executable, "-m", "documents.chromium"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_without_a_download_the_distributions_shell_is_installed(browser_program: Path, machine: Path) -> None:
    write_package_manager(machine, "chromium-headless-shell", browser_program, needs_update=False)
    done = run_set_up(machine)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith(f"Browser: {machine / 'programs' / 'chromium-headless-shell'} (")
    assert "update" not in (machine / "calls").read_text()


def test_list_of_packages_is_renewed_when_it_does_not_know_the_shell(browser_program: Path, machine: Path) -> None:
    write_package_manager(machine, "chromium-headless-shell", browser_program, needs_update=True)
    done = run_set_up(machine)
    assert done.returncode == 0, done.stderr
    assert [call.split()[-1] for call in (machine / "calls").read_text().splitlines()] == [
        "chromium-headless-shell",
        "update",
        "chromium-headless-shell",
    ]


def test_chromium_itself_is_installed_where_there_is_no_shell_package(browser_program: Path, machine: Path) -> None:
    write_package_manager(machine, "chromium", browser_program, needs_update=False)
    done = run_set_up(machine)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith(f"Browser: {machine / 'programs' / 'chromium'} (")


def test_where_none_can_be_had_one_line_says_what_to_do(machine: Path) -> None:
    done = run_set_up(machine)
    assert done.returncode == 2
    assert done.stderr.startswith("browser: no headless Chromium was found; install it (Debian: apt-get install ")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stdout + done.stderr


def test_where_there_is_one_nothing_is_fetched(browser_program: Path, machine: Path) -> None:
    write_package_manager(machine, "chromium", browser_program, needs_update=False)
    write_program(machine / "programs" / "chromium-headless-shell", f'exec "{browser_program}" "$@"')
    done = run_set_up(machine)
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)
    assert not (machine / "calls").exists()


def test_a_browser_that_does_not_print_is_replaced_by_the_next_way(
    machine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_chromium(machine / "programs" / "chromium")
    monkeypatch.setattr("documents.chromium._run", lambda command, seconds, extra=None: "no network")
    problems = iter(["it has no libraries", None])
    assert (
        get_chromium(None, lambda chosen: next(problems)) == f"{machine / 'programs' / 'chromium'} (Chromium 140.0.1.2)"
    )
    assert "downloading Playwright's headless shell" in capsys.readouterr().out


def test_for_a_chosen_browser_that_does_not_print_nothing_is_fetched(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = write_chromium(machine / "chromium")
    with pytest.raises(UserError, match=r"^RESUME_TAILOR_CHROMIUM: it has no libraries; "):
        get_chromium(chosen, lambda _: "it has no libraries")
    assert capsys.readouterr().out == ""
