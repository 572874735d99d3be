import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.dates import find_period, find_periods, format_date, format_period, is_iso_date
from resume.schema import Period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("03/2019–present", "2019-03", None),
        ("Sept. '18 - Dec '20", "2018-09", "2020-12"),
        ("2015-2018", "2015", "2018"),
        ("2015－2018", "2015", "2018"),
        ("2015-18", "2015", "2018"),
        ("since 2020", "2020", None),
        ("2020 –", "2020", None),
        ("seit 03/2019", "2019-03", None),
        ("2019 – heute", "2019", None),
        ("Depuis septembre 2019", "2019-09", None),
        ("2019 à ce jour", "2019", None),
        ("enero de 2019 - actualidad", "2019-01", None),
        ("Da gennaio 2019 a oggi", "2019-01", None),
        ("mrt 2017 – heden", "2017-03", None),
        ("styczeń 2019 – obecnie", "2019-01", None),
        ("Mars 2018 – pågående", "2018-03", None),
        ("May 2019 – 06.2021", "2019-05", "2021-06"),
        ("12.03.2019 – 31.12.2020", "2019-03-12", "2020-12-31"),
        ("2018-03 to 2019-04", "2018-03", "2019-04"),
        ("04-2019 / present", "2019-04", None),
        ("03/19 - 12/20", "2019-03", "2020-12"),
        ("Jan–Mar 2019", "2019-01", "2019-03"),
        ("03–06/2019", "2019-03", "2019-06"),
        ("2011/12", "2011", "2012"),
        ("June 5, 2019", "2019-06-05", "2019-06-05"),
        ("2019", "2019", "2019"),
        ("until 2019", None, "2019"),
        ("2022, 2023", "2022", "2023"),
        ("Summer 2014 and Summer 2015", "2014", "2015"),
        ("Juin à août 2015", "2015-06", "2015-08"),
        ("2011-04.2018", "2011", "2018-04"),
        ("2015 r. – 2018 r.", "2015", "2018"),
        ("03.2015 r. - nadal", "2015-03", None),
        ("2015 onwards", "2015", None),
    ],
)
def test_a_period_is_read_as_it_is_written(text: str, start: str | None, end: str | None) -> None:
    match = find_period(text)
    assert match is not None
    assert (match.start, match.end, match.text) == (start, end, text)


@pytest.mark.parametrize(
    "text", ["Summer 2019", "Q3 2021", "05/06/2019", "Expected May 2026", "2007-09", "until 2019", "2016 and 2017"]
)
def test_dates_that_say_less_than_the_words_are_not_exact(text: str) -> None:
    match = find_period(text)
    assert match is not None
    assert not match.exact


@pytest.mark.parametrize("text", ["$2,000", "24/7", "call 020 555-2019", "2 to 4 years", "Windows", "", "12% of 300"])
def test_figures_that_are_no_dates_are_left_alone(text: str) -> None:
    assert find_period(text) is None


def test_a_duration_belongs_to_the_words_of_the_period() -> None:
    match = find_period("Engineer, Mar 2019 – Present (3 years 2 months)")
    assert match is not None
    assert match.text == "Mar 2019 – Present (3 years 2 months)"


def test_a_range_is_preferred_to_a_single_date_before_it() -> None:
    match = find_period("Class of 2012; 2014 – 2016")
    assert match is not None
    assert (match.start, match.end) == ("2014", "2016")


def test_two_periods_are_found_apart() -> None:
    assert [match.text for match in find_periods("2015 - 2016, 2018 - 2019")] == ["2015 - 2016", "2018 - 2019"]


@given(st.text(alphabet="0123456789 /-–.'JanMrSept()present,toQ", max_size=30))
def test_whatever_is_found_is_iso_and_stands_in_the_text(text: str) -> None:
    for match in find_periods(text):
        assert all(is_iso_date(one) for one in (match.start, match.end) if one)
        assert match.text == text[slice(*match.span)].strip()


@given(st.integers(1950, 2049), st.integers(1, 12))
def test_a_formatted_month_reads_back_to_itself(year: int, month: int) -> None:
    iso = f"{year}-{month:02d}"
    match = find_period(format_date(iso))
    assert match is not None
    assert (match.start, match.end) == (iso, iso)


@pytest.mark.parametrize(("iso", "shown"), [("2019", "2019"), ("2019-03", "Mar 2019"), ("2019-03-05", "5 Mar 2019")])
def test_a_date_keeps_its_precision(iso: str, shown: str) -> None:
    assert format_date(iso) == shown


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        (Period(start_date="2019-03", date_text="03/2019–present"), "Mar 2019 – Present"),
        (Period(start_date="2015", end_date="2018", date_text="2015-2018"), "2015 – 2018"),
        (Period(end_date="2016", date_text="2016"), "2016"),
        (Period(start_date="2014", end_date="2014", date_text="Summer 2014"), "Summer 2014"),
        (Period(end_date="2026-05", date_text="Expected May 2026"), "Expected May 2026"),
        (Period(date_text="a long time ago"), "a long time ago"),
        (Period(start_date="2012-02", end_date="2013"), "Feb 2012 – 2013"),
        (Period(), ""),
    ],
)
def test_a_period_is_shown_to_readers_of_english(period: Period, shown: str) -> None:
    assert format_period(period) == shown


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        (Period(start_date="2019-03", date_text="seit März 2019"), "seit März 2019"),
        (Period(start_date="2019-03", end_date="2020"), "03/2019 – 2020"),
    ],
)
def test_another_language_keeps_the_sources_words_or_gets_figures(period: Period, shown: str) -> None:
    assert format_period(period, "de") == shown


def test_words_that_contradict_the_dates_are_shown_as_they_are() -> None:
    assert format_period(Period(start_date="2011-09", end_date="2015-07", date_text="2011 – 2015")) == "2011 – 2015"


@pytest.mark.parametrize("text", ["Supply Technician, GS-2005-07", "Form DD-2019", "Model QX-2012-11 press"])
def test_figures_of_a_code_are_no_date(text: str) -> None:
    assert find_periods(text) == []
