"""How the pages look: colours and type in `theme.toml`, what Streamlit has no option for in `theme.css`."""

import tomllib
from importlib import resources

_HERE = resources.files(__package__)


def theme_options() -> dict[str, object]:
    """The theme as Streamlit's options: `theme.light.primaryColor` and so on."""
    return dict(_flat(tomllib.loads(_HERE.joinpath("theme.toml").read_text("utf-8"))))


def style_sheet() -> str:
    """The style sheet that every page carries."""
    return _HERE.joinpath("theme.css").read_text("utf-8")


def _flat(table: dict[str, object], prefix: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for key, value in table.items():
        found += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, value)]
    return found
