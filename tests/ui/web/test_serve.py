"""Starting the server: where it listens, and what is decided for Streamlit."""

import logging
import os
import socket
import subprocess
import sys
import tomllib
from importlib import resources
from pathlib import Path

import pytest
import streamlit.config

from errors import UserError
from settings import Settings
from tests.command_process import environment_of, start_command
from tests.ui.web.serving import serve
from ui.web.parts.markup import Safe, fill
from ui.web.serve import options
from ui.web.theme import theme_options


def test_every_option_is_one_that_streamlit_knows() -> None:
    streamlit.config.get_config_options()
    known = set(streamlit.config._config_options_template)
    assert set(options(Settings(), "127.0.0.1", 8501)) - known == set()


def test_nothing_is_reported_to_anybody() -> None:
    assert options(Settings(), "127.0.0.1", 8501)["browser.gatherUsageStats"] is False


def test_the_server_listens_on_this_machine_alone_unless_told_otherwise(tmp_path: Path) -> None:
    server = serve(tmp_path, tmp_path / "home", "ui")
    try:
        assert server.address.startswith("http://127.0.0.1:")
        said = (tmp_path / "ui.out").read_text()
        assert said == f"resume-tailor is at {server.address} (Ctrl-C stops it)\n"
        assert server.command.said == ""
    finally:
        server.end()


def test_a_port_that_is_taken_is_refused_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = start_command(["ui", "--port", str(port)], environment_of(tmp_path / "home"), tmp_path, "ui")
        assert command.finish() == 2
    assert command.said.startswith(f"resume-tailor: --port {port}: it cannot listen at 127.0.0.1")
    assert command.said.count("\n") == 1


def test_a_folder_with_options_of_another_program_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / ".streamlit"
    folder.mkdir()
    (folder / "config.toml").write_text('[theme]\nprimaryColor = "#ff0000"\n[browser]\ngatherUsageStats = true\n')
    script = (
        "import streamlit.config as c; from settings import Settings; from streamlit.web import bootstrap;"
        "from ui.web.serve import options;"
        "bootstrap.load_config_options(options(Settings(), '127.0.0.1', 8501));"
        "print(c.get_option('theme.light.primaryColor'), c.get_option('browser.gatherUsageStats'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env={**os.environ}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(theme_options()["theme.light.primaryColor"]), "False"]


def luminance(colour: str) -> float:
    """Relative luminance of a colour, by WCAG 2.2."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21, by WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "least"), [("textColor", 7.0), ("linkColor", 4.5), ("redColor", 4.5), ("greenColor", 4.5)]
)
def test_text_stands_out_from_its_ground(scheme: str, name: str, least: float) -> None:
    theme = tomllib.loads(resources.files("ui.web.theme").joinpath("theme.toml").read_text("utf-8"))["theme"][scheme]
    grounds = [theme["backgroundColor"], theme["secondaryBackgroundColor"]]
    assert min(contrast(theme[name], ground) for ground in grounds) >= least


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_white_can_be_read_on_the_main_button(scheme: str) -> None:
    theme = tomllib.loads(resources.files("ui.web.theme").joinpath("theme.toml").read_text("utf-8"))["theme"][scheme]
    assert contrast("#ffffff", theme["primaryColor"]) >= 4.5


def test_what_comes_from_people_never_becomes_markup() -> None:
    assert fill("<p>{name}</p>", name="<script>alert(1)</script> & “I”") == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; “I”</p>"
    )


def test_markup_of_ours_is_put_in_as_it_is() -> None:
    assert fill("<ul>{items}</ul>", items=Safe("<li>one</li>")) == "<ul><li>one</li></ul>"


def test_braces_in_a_persons_text_are_left_alone() -> None:
    assert fill("<p>{text}</p>", text="{name} {0} {") == "<p>{name} {0} {</p>"


def test_a_port_that_cannot_be_is_refused() -> None:
    from ui.web.serve import _free_port

    with pytest.raises(UserError, match="cannot listen"):
        _free_port("192.0.2.1", 8501)


def test_a_browser_that_was_closed_is_no_error_and_other_failures_are() -> None:
    from starlette.websockets import WebSocketDisconnect

    from ui.web.serve import _is_worth_telling

    def record(error: Exception) -> logging.LogRecord:
        return logging.LogRecord("any", logging.ERROR, "", 0, "", None, (type(error), error, None))

    assert not _is_worth_telling(record(WebSocketDisconnect(1006)))
    assert _is_worth_telling(record(ValueError()))
    assert _is_worth_telling(logging.LogRecord("any", logging.ERROR, "", 0, "", None, None))
