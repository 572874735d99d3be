"""The size of every prompt, told in the summary at the end of a test run."""

from collections.abc import Callable

import pytest

SIZES = pytest.StashKey[dict[str, int]]()

SizeTeller = Callable[[str, int], None]


@pytest.fixture
def tell_size(request: pytest.FixtureRequest) -> SizeTeller:
    """Takes in a prompt's name and its tokens without values, for the summary."""
    sizes = request.config.stash.setdefault(SIZES, {})

    def tell(prompt: str, tokens: int) -> None:
        sizes[prompt] = tokens

    return tell


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Prints the sizes."""
    sizes = config.stash.get(SIZES, {})
    if sizes:
        terminalreporter.write_sep("=", "prompts: tokens without their values")
        for prompt, tokens in sorted(sizes.items()):
            terminalreporter.write_line(f"{tokens:5}  {prompt}")
