import pytest

from resume.grounding.language.lists import read_lines, read_rows, read_sections
from resume.grounding.language.releases import release_year
from resume.grounding.language.vocabulary import vocabulary


def test_at_least_three_hundred_technologies_have_a_year_of_release() -> None:
    years = [int(year) for _, year in read_rows("releases.tsv")]
    assert len(years) >= 300
    assert all(1950 < year <= 2026 for year in years)


@pytest.mark.parametrize(("name", "year"), [("LangChain", 2022), ("k8s", 2014), ("ChatGPT", 2022), ("Nonesuch", None)])
def test_a_technology_is_dated_by_its_name_or_alias(name: str, year: int | None) -> None:
    assert release_year(name) == year


@pytest.mark.parametrize("name", ["verbs.txt", "nouns.txt", "others.txt"])
def test_a_family_has_at_least_two_members_and_none_twice(name: str) -> None:
    for line in read_lines(name):
        if not line.startswith("["):
            members = [member.strip() for member in line.split(",")]
            assert len(members) > 1, line
            assert all(members), line


def test_all_six_rungs_of_the_ladder_have_verbs() -> None:
    assert [heading[0] for heading in read_sections("scope.txt")] == list("123456")


@pytest.mark.parametrize(
    ("one", "other"),
    [("cut", "reduced"), ("led", "headed"), ("introduction", "introduced"), ("paediatric", "pediatric"), ("K8s", "Kubernetes")],
)  # fmt: skip
def test_words_that_say_the_same_share_a_key(one: str, other: str) -> None:
    words = vocabulary("en")
    assert set(words.keys(one)) & set(words.keys(other))


@pytest.mark.parametrize(("one", "other"), [("custom", "customer"), ("reduced", "increased"), ("teacher", "taught")])
def test_words_that_only_look_alike_share_none(one: str, other: str) -> None:
    words = vocabulary("en")
    assert not set(words.keys(one)) & set(words.keys(other))
