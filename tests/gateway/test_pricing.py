"""Prices are list prices, and what is not known has none."""

from decimal import Decimal

import pytest

from gateway.calls import Usage
from gateway.pricing import price

MILLION = Usage(1_000_000, 1_000_000)


def test_a_known_model_costs_its_list_price() -> None:
    assert price("openai", "gpt-4.1-mini", MILLION) == Decimal("2.00")


def test_output_costs_more_than_input() -> None:
    input, output = price("openai", "gpt-4.1-mini", Usage(1000, 0)), price("openai", "gpt-4.1-mini", Usage(0, 1000))
    assert input is not None
    assert output is not None
    assert output > input > 0


def test_a_small_call_is_priced_to_the_token() -> None:
    assert price("openai", "gpt-4.1-mini", Usage(1, 0)) == Decimal("0.0000004")


def test_nothing_used_costs_nothing() -> None:
    assert price("openai", "gpt-4.1-mini", Usage()) == 0


@pytest.mark.parametrize(
    ("provider", "model"),
    [
        (None, "gpt-4.1-mini"),
        ("openai", "no-such-model"),
        ("nobody", "gpt-4.1-mini"),
        ("openai", ""),
        ("openai", "\ud800"),
    ],
)
def test_what_is_not_known_is_unpriced(provider: str | None, model: str) -> None:
    assert price(provider, model, MILLION) is None


def test_googles_long_names_are_known_too() -> None:
    assert price("google", "models/gemini-2.5-flash", MILLION) == price("google", "gemini-2.5-flash", MILLION)


def test_the_same_model_is_priced_by_who_serves_it() -> None:
    assert price("openrouter", "openai/gpt-4.1-mini", MILLION) is not None
