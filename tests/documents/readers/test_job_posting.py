"""Ads as data in a page: found where they are whole, whatever the data looks like, and harmless where it attacks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.readers.html import parse_html
from documents.readers.job_posting import JobPosting, find_posting

LONG = "We keep four hundred hives on the moor and sell heather honey all over the country. " * 3
POSTING: dict[str, object] = {
    "@type": "JobPosting",
    "title": "Beekeeper",
    "hiringOrganization": {"@type": "Organization", "name": "Moorland Honey"},
    "jobLocation": {"@type": "Place", "address": {"addressLocality": "Kelso", "addressCountry": "GB"}},
    "employmentType": "FULL_TIME",
    "description": f"<p>{LONG}</p><ul><li>Lift 20 kg</li></ul>",
}


def page_with(*data: object, head: str = "", raw: str | None = None) -> str:
    scripts = [raw] if raw is not None else [json.dumps(one).replace("</", "<\\/") for one in data]
    blocks = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<html><head>{head}{blocks}</head><body><p>Menu</p></body></html>"


def find(*data: object, head: str = "", raw: str | None = None) -> JobPosting | None:
    return find_posting(parse_html(page_with(*data, head=head, raw=raw)))


def test_an_ad_is_read_with_what_stands_beside_its_description() -> None:
    found = find(POSTING)
    assert found is not None
    assert (found.title, found.company, found.location, found.employment) == (
        "Beekeeper", "Moorland Honey", "Kelso, GB", "full-time"
    )  # fmt: skip
    assert "<li>Lift 20 kg</li>" in found.to_html()


@pytest.mark.parametrize(
    "data",
    [
        [POSTING],
        {"@graph": [{"@type": "WebSite"}, POSTING]},
        {"@type": "ItemPage", "mainEntity": POSTING},
        {**POSTING, "@type": ["Thing", "JobPosting"]},
        {**POSTING, "@type": "http://schema.org/JobPosting"},
        {**POSTING, "@type": "schema:JobPosting"},
    ],
)
def test_an_ad_is_found_wherever_the_data_holds_it(data: object) -> None:
    assert find(data) is not None


@pytest.mark.parametrize(
    "wrapped",
    [
        f"<!-- {json.dumps(POSTING)} -->",
        f"//<![CDATA[\n{json.dumps(POSTING)}\n//]]>",
        f"/*<![CDATA[*/{json.dumps(POSTING)}/*]]>*/",
        json.dumps(POSTING) + ";",
        json.dumps(POSTING).replace("honey all", "honey\nall\t"),
    ],
)
def test_data_is_read_in_its_old_wrappings(wrapped: str) -> None:
    assert find(raw=wrapped) is not None


@pytest.mark.parametrize(
    "broken",
    ["", "{", '{"@type": "JobPosting", "title": ', "[" * 100_000, '{"@type": "JobPosting"}', "null", "7", '"JobPosting"',
     '{"@type": {"a": 1}}', '{"@type": "JobPosting", "description": 7}', '{"@type": "JobPosting", "description": {}}',
     json.dumps({**POSTING, "description": "Short."}), f'{{"@type": {"9" * 5000}}}'],
)  # fmt: skip
def test_broken_or_empty_data_is_no_ad(broken: str) -> None:
    assert find(raw=broken) is None


def test_a_broken_block_does_not_hide_a_sound_one() -> None:
    page = page_with(POSTING).replace("<head>", '<head><script type="application/ld+json">{oops</script>')
    assert find_posting(parse_html(page)) is not None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"&lt;p&gt;{LONG}&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Lift&lt;/li&gt;&lt;/ul&gt;", "<li>Lift</li>"),
        (f"&amp;lt;p&amp;gt;{LONG}&amp;lt;/p&amp;gt;&amp;lt;b&amp;gt;Lift&amp;lt;/b&amp;gt;", "<b>Lift</b>"),
        (f"{LONG}\nYou will:\n- Lift 20 kg\n- Brood & breed", "- Lift 20 kg<br>\n- Brood &amp; breed"),
        ([LONG, "Lift"], "<li>Lift</li>"),
    ],
)
def test_a_description_is_html_in_whatever_way_it_is_written(written: object, read: str) -> None:
    found = find({**POSTING, "description": written})
    assert found is not None
    assert read in found.to_html()


def test_a_description_cannot_end_the_page_that_it_is_put_into() -> None:
    found = find({**POSTING, "description": f"</div></body></html><p>{LONG}</p><div><div>"})
    assert found is not None
    assert (found.description.count("<div"), "</body>" in found.description) == (
        found.description.count("</div"), False
    )  # fmt: skip


def test_labels_are_plain_text() -> None:
    found = find(
        {**POSTING, "title": "<b>Bee</b>keeper<script>alert(1)</script> &amp; more", "hiringOrganization": "A<br>B"}
    )
    assert found is not None
    told = found.to_html().partition("<div>")[0]
    assert ("<b>" in told, "<script" in told, "A B" in told) == (False, False, True)


def test_fields_of_their_own_are_added_where_the_description_lacks_them() -> None:
    found = find({**POSTING, "skills": ["Grafting queens"], "qualifications": "Lift 20 kg"})
    assert found is not None
    assert found.parts == (("Skills", "<ul><li>Grafting queens</li></ul>"),)


def test_of_several_ads_the_one_that_the_page_is_about_is_read() -> None:
    other = {**POSTING, "title": "Candle Maker", "url": "https://jobs.example/2"}
    mine = {**POSTING, "url": "https://jobs.example/1"}
    by_heading = find(other, mine, head="<title>Beekeeper | Jobs</title>")
    by_address = find(mine, other, head='<link rel="canonical" href="https://jobs.example/2">')
    assert (by_heading and by_heading.title, by_address and by_address.title) == ("Beekeeper", "Candle Maker")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*POSTING, "@type", "name", "address"]), inner, max_size=5)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from([*POSTING, "skills", "url"]), JSON))
def test_any_data_is_an_ad_or_none(data: dict[str, object]) -> None:
    find({**data, "@type": "JobPosting", "description": LONG})
