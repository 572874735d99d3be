import pytest

from resume.grounding.language.parsing import read_line
from resume.grounding.language.vocabulary import vocabulary
from resume.grounding.measuring.quantities import Ledger, read_quantities


def ledger(text: str) -> Ledger:
    return read_quantities(read_line(text, vocabulary("en")))


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("1.2M requests", 1_200_000, "count"),
        ("1,200,000 requests", 1_200_000, "count"),
        ("1.200.000 requests", 1_200_000, "count"),
        ("two hundred and fifty guests", 250, "count"),
        ("half a dozen apprentices", 6, "count"),
        ("a dozen cooks", 12, "count"),
        ("٤٢ patients", 42, "count"),
        ("€420k a year", 420_000, "EUR"),
        ("KES 350,000", 350_000, "KES"),
        ("2,400,000 zł", 2_400_000, "PLN"),
        ("$12M (CAD)", 12_000_000, "CAD"),
        ("two thirds of them", 66.6667, "percent"),
        ("four in five species", 80, "percent"),
        ("halved", 50, "percent"),
        ("tripled", 3, "ratio"),
        ("a year and a half", 18, "months"),
        ("four and a half years", 54, "months"),
        ("4 years 3 months", 51, "months"),
        ("90 minutes", 5_400, "time"),
        ("six percentage points", 6, "points"),
        ("900 GB", 900_000, "data"),
    ],
)
def test_a_figure_is_read_by_its_value_and_its_dimension(text: str, value: float, dimension: str) -> None:
    (quantity,) = ledger(text).quantities
    assert quantity.value == pytest.approx(value)
    assert quantity.dimension == dimension


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("up to 60 children", "<="),
        ("more than 30 tenants", ">"),
        ("30+ tenants", ">="),
        ("fewer than 10 pages", "<"),
        ("about 45 girls", "~"),
    ],
)
def test_a_comparison_belongs_to_its_figure(text: str, sign: str) -> None:
    assert ledger(text).quantities[0].comparison == sign


def test_what_one_side_of_a_change_leaves_out_is_the_others() -> None:
    found = ledger("brought it from 90 minutes a case to 45")
    assert [(one.value, one.dimension, one.unit) for one in found.quantities] == [
        (5400, "time", "minute"),
        (2700, "time", "minute"),
    ]
    assert found.changes == [(0, 1)]


def test_years_are_dates_and_no_counts() -> None:
    found = ledger("Budget model for 2023, revised Mar 2024")
    assert [(one.year, one.month) for one in found.dates] == [(2023, None), (2024, 3)]
    assert found.quantities == []


@pytest.mark.parametrize(
    "text", ["020 555-2019", "+47 555 01 234", "00 001 calls", "0'995.16 kg", "£01'905", "½00 000½"]
)
def test_a_number_to_dial_is_read_without_an_error(text: str) -> None:
    assert ledger(f"Answered calls on {text}.").quantities


@pytest.mark.parametrize(
    ("text", "value"), [("0.125%", 0.125), ("0,125%", 0.125), ("1.125 trees", 1_125), ("0.5%", 0.5)]
)
def test_three_digits_behind_a_zero_and_a_mark_are_decimals(text: str, value: float) -> None:
    assert ledger(text).quantities[0].value == pytest.approx(value)
