"""Queries: title and employer and nothing else, whatever a stranger wrote into their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.queries import MOST_QUERIES, plan_queries


def test_employer_and_title_make_three_queries() -> None:
    asked = [query.text for query in plan_queries("Lock Keeper", "Ouseburn Waterways Ltd")]
    assert asked == [
        "Ouseburn Waterways Ltd company products customers industry",
        "Ouseburn Waterways Ltd Lock Keeper team culture values",
        "Lock Keeper key skills responsibilities trends",
    ]


@pytest.mark.parametrize(
    ("title", "company", "number"), [(None, None, 0), ("", " ", 0), ("Glazier", None, 1), (None, "Panes & Co", 2)]
)
def test_what_is_not_known_is_not_asked_about(title: str | None, company: str | None, number: int) -> None:
    assert len(plan_queries(title, company)) == number


@pytest.mark.parametrize(
    "name",
    [
        'site:evil.example "Glazier"',
        "!go :de Glazier",
        "-Glazier OR <b>",
        "Ｇｌａｚｉｅｒ；intitle：x",
        "Glazier\n\n{{7*7}}",
    ],
)
def test_names_cannot_steer_a_search_engine(name: str) -> None:
    for query in plan_queries(name, name):
        assert [char for char in '":!<>{}*=;\n()|~' if char in query.text] == []
        assert not any(word.startswith("-") or word == "OR" for word in query.text.split())


@pytest.mark.parametrize("title", ["C++ / C# Developer", ".NET Engineer", "R&D Lead", "Smith's Mate"])
def test_names_keep_what_belongs_to_them(title: str) -> None:
    assert plan_queries(title, None)[0].text.startswith(f"{title} ")


@given(st.text(max_size=300) | st.none(), st.text(max_size=300) | st.none())
def test_queries_are_few_short_and_one_line(title: str | None, company: str | None) -> None:
    queries = plan_queries(title, company)
    assert len(queries) <= MOST_QUERIES
    assert all(len(query.text) < 220 and query.text.isprintable() and query.about for query in queries)


def test_a_result_about_somebody_else_does_not_fit() -> None:
    query = plan_queries(None, "Ouseburn Waterways Ltd")[0]
    told = ("Ouseburn Waterways mends canals", "Waterways of the Broads", "ouseburn-waterways.example")
    assert [query.fits(one) for one in told] == [True, False, True]
