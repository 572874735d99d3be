"""The names of the folders of a batch."""

import string

from hypothesis import given
from hypothesis import strategies as st

from resume.batch import folder_names, slug

ADS = st.dictionaries(st.text(string.hexdigits[:16], min_size=64, max_size=64), st.text(max_size=90), max_size=12)


@given(st.text(max_size=200))
def test_a_folders_name_is_one_step_down_and_nothing_else(text: str) -> None:
    name = slug(text)
    assert name
    assert len(name) <= 60
    assert not set(name) & set('/\\:*?"<>|. \0\n')
    assert not name.startswith("-")


@given(ADS)
def test_names_are_unique_and_do_not_depend_on_the_order(ads: dict[str, str]) -> None:
    names = folder_names(ads, {})
    assert len(set(names.values())) == len(ads)
    assert folder_names(dict(reversed(ads.items())), {}) == names


@given(ADS, ADS)
def test_a_name_that_was_given_stays_and_is_given_to_no_other(ads: dict[str, str], more: dict[str, str]) -> None:
    before = folder_names(ads, {})
    after = folder_names({**more, **ads}, before)
    assert {key: after[key] for key in ads} == before
    assert len(set(after.values())) == len(after)


def test_names_can_be_read() -> None:
    assert slug("Küchenchef (m/w/d) Gasthof Möwenflügel") == "kuchenchef-m-w-d-gasthof-mowenflugel"
    assert slug("前端工程师 Fernlicht") == "前端工程师-fernlicht"
    assert slug("../../etc/passwd") == "etc-passwd"
    assert slug("!!!") == "job"
