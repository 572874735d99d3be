"""Money means the same however it is written, and another currency or amount never passes for it."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from resume.grounding.language.currencies import currency_of, spellings
from resume.grounding.language.lists import read_rows
from tests.resume.grounding.test_modality import check

ROWS = read_rows("currencies.tsv")
CODES = [code for code, *_ in ROWS if spellings().signs.get(code) == code]
amounts = st.integers(min_value=2, max_value=960).map(lambda tenths: tenths / 10)
"""In millions, to one decimal place."""

WRITTEN = [
    ("MX$ 9 million", "9 million Mexican pesos"),
    ("MX$ 9 million", "9m pesos"),
    ("R 4.8 million", "R4,800,000"),
    ("R210m", "210 million rand"),
    ("Rs 4.5 lakh", "₹4,50,000"),
    ("Rs 2 crore", "INR 2 Cr"),
    ("NOK 18.5 million", "18.5 MNOK"),
    ("1.250.000 kr", "1,250,000 kroner"),
    ("350 000 zł", "350k złoty"),
    ("12 million Ft", "HUF 12 million"),
    ("3.2 million Kč", "3.2m Czech crowns"),
    ("R$ 2.4 million", "BRL 2.4m"),
    ("₦45 million", "45 million naira"),
    ("KSh 3.6 million", "3.6 million shillings"),
    ("₱1.5M", "P1.5 million"),
    ("RM 88,000", "88,000 ringgit"),
    ("S$310,000", "310,000 Singapore dollars"),
    ("NT$2 million", "NTD 2 million"),
    ("CAD$1.2 million", "1.2 million Canadian dollars"),
    ("AED 6 million", "Dhs 6m"),
    ("30 million FCFA", "30 million CFA francs"),
    ("CHF 1'200'000", "Fr. 1.2 million"),
    ("₩500 million", "half a billion won"),
    ("RMB 5 million", "5 million yuan"),
    ("5 million lei", "RON 5 million"),
    ("TRY 9 million", "9 million TL"),
    ("S/ 400,000", "400,000 soles"),
    ("Tk 3 lakh", "BDT 300,000"),
    ("1,2 Mio. €", "€1.2 million"),
    ("450 T€", "EUR 450 thousand"),
]


@pytest.mark.parametrize(("one", "other"), WRITTEN, ids=str)
def test_an_amount_may_be_written_in_another_way(one: str, other: str) -> None:
    for source, claim in ((one, other), (other, one)):
        assert check(f"Raised {source} for the pier.", f"Raised {claim} for the pier.").reasons == []


@given(st.sampled_from(ROWS), amounts)
@settings(max_examples=150, deadline=None)
def test_every_currency_may_be_told_by_its_code_and_by_each_of_its_names(row: tuple[str, ...], amount: float) -> None:
    code, _, _, names = row
    for name in names.split():
        assume(len(name.split("-")) <= 4 and "&" not in name and "." not in name)
        claim = f"Raised {amount} million {name.replace('-', ' ')} for the pier."
        assert check(f"Raised {code} {amount}m for the pier.", claim).reasons == []


@given(st.sampled_from(CODES), st.sampled_from(CODES), amounts)
@settings(max_examples=150, deadline=None)
def test_another_currency_is_always_caught(code: str, other: str, amount: float) -> None:
    assume(code != other)
    source, claim = (f"Raised {one} {amount} million for the pier." for one in (code, other))
    assert not check(source, claim).supported


@given(st.sampled_from(CODES), amounts, st.sampled_from([("million", "thousand"), ("million", "billion"), ("m", "k")]))
@settings(max_examples=60, deadline=None)
def test_another_scale_is_always_caught(code: str, amount: float, scales: tuple[str, str]) -> None:
    source, claim = (f"Raised {code} {amount} {scale} for the pier." for scale in scales)
    assert not check(source, claim).supported


def test_a_word_that_several_currencies_share_means_the_one_that_the_resume_names() -> None:
    source = "Ran a payroll of PKR 4.5 million a month."
    assert check(source, "Ran a payroll of 4.5 million rupees a month.").supported
    assert check(source, "Ran a payroll of Rs. 4,500,000 a month.").supported
    assert not check(source, "Ran a payroll of 4.5 million Indian rupees a month.").supported
    assert not check(source, "Ran a payroll of INR 4.5 million a month.").supported


@pytest.mark.parametrize("text", ["R 4.1", "all 50", "the top 10", "crowns for 30 patients", "won 8"])
def test_words_that_are_also_currencies_are_words_at_small_amounts(text: str) -> None:
    assert check(f"Taught {text} and more.", f"Taught {text} and more.").supported
    assert not check("Taught 8 crews.", "Taught USD 8 crews.").supported


@pytest.mark.parametrize(
    ("sign", "code"), [("US$", "USD"), ("Rs.", "RUPEE"), ("MNOK", "NOK"), ("T€", "EUR"), ("kr", "CROWN")]
)
def test_a_sign_names_its_currency_or_the_family_that_shares_it(sign: str, code: str) -> None:
    assert currency_of(sign) == code
