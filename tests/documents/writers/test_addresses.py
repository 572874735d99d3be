"""Which addresses become links, and how they read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.writers.addresses import Link, email_link, phone_link, web_link, web_uri


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://github.com/mwl/", Link("github.com/mwl", "https://github.com/mwl/")),
        ("github.com/mwl", Link("github.com/mwl", "https://github.com/mwl")),
        ("mailto:a@b.example", Link("a@b.example", "mailto:a@b.example")),
        ("https://ä.example/ü", Link("ä.example/ü", "https://%C3%A4.example/%C3%BC")),
        ("javascript:alert(1)", Link("javascript:alert(1)")),
        ("JavaScript:alert(1)", Link("JavaScript:alert(1)")),
        ("data:text/html,x", Link("data:text/html,x")),
        ("file:///etc/passwd", Link("file:///etc/passwd")),
        ("on request", Link("on request")),
        ("https://", Link("https://")),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_post_and_telephone_are_linked(url: str | None, link: Link | None) -> None:
    assert web_link(url) == link


@given(st.text())
def test_a_link_never_leads_anywhere_but_to_web_post_or_telephone(url: str) -> None:
    link = web_link(url)
    assert link is None or link.href is None or link.href.split(":")[0].lower() in ("http", "https", "mailto", "tel")


@given(st.text())
def test_a_uri_is_found_again_in_itself(url: str) -> None:
    uri = web_uri(url)
    assert uri is None or web_uri(uri) == uri


@pytest.mark.parametrize("phone", ["+46 70 555 01 22", "(614) 555-0134", "+44 (0)20 7946 0000"])
def test_telephone_numbers_can_be_dialled(phone: str) -> None:
    link = phone_link(phone)
    assert link is not None
    assert link.href is not None


def test_a_number_with_words_is_printed_as_it_is() -> None:
    assert phone_link("+46 70 555 01 22 (after six)") == Link("+46 70 555 01 22 (after six)")


def test_an_email_that_is_none_is_printed_without_a_link() -> None:
    assert email_link("tom at wood") == Link("tom at wood")
