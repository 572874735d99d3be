"""The size of every prompt, told in the summary at the end of a test run that read them."""

import pytest

from prompts.library import prompt_stages, read_prompt, variants_of


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the tokens of each prompt without its values. Counted here, since tests may run in processes of their own."""
    reports = (report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ()))
    if not any(report.nodeid.startswith("tests/prompts/") for report in reports):
        return
    terminalreporter.write_sep("=", "prompts: tokens without their values")
    for stage in prompt_stages():
        for variant in variants_of(stage):
            prompt = read_prompt(stage, variant)
            bare = prompt.render(dict.fromkeys(prompt.words | prompt.data, ""))
            terminalreporter.write_line(f"{bare.tokens:5}  {prompt.name}")
