import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.terms import contains_words, content_stems, find_phrase, fold, phrase, stem, tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C++, C# and .NET", ["C++", "C#", "and", ".NET"]),
        ("Node.js services.", ["Node.js", "services"]),
        ("5S and CI/CD", ["5S", "and", "CI", "CD"]),
        ("CompTIA A+ or Network+", ["CompTIA", "A+", "or", "Network+"]),
        ("driver’s licence", ["driver’s", "licence"]),
        ("health & safety", ["health", "&", "safety"]),
    ],
)
def test_names_with_marks_stay_one_word(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "Organization"),
        ("licence", "license"),
        ("programmes", "program"),
        ("behaviour", "behavior"),
        ("paediatrics", "pediatric"),
        ("batteries", "battery"),
        ("analyse", "analyze"),
    ],
)
def test_spelling_variants_and_plurals_are_one_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("managed", "management"),
        ("taught", "teaching"),
        ("installation", "installed"),
        ("budgets", "budgeting"),
        ("supervised", "supervision"),
        ("welded", "welding"),
        ("planning", "planned"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("customs", "customer"),
        ("market", "marketing"),
        ("account", "accounting"),
        ("engine", "engineering"),
        ("import", "important"),
        ("university", "universal"),
        ("new", "news"),
        ("product", "productive"),
    ],
)
def test_words_that_merely_begin_alike_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_phrase_is_found_in_other_order_and_form() -> None:
    assert find_phrase(phrase("budget management"), content_stems("Managed a yearly budget of £2m"))


def test_a_phrase_is_not_found_when_its_words_are_far_apart() -> None:
    line = "Managed nine nurses, two wards, rotas, audits, training, supplies, families, visitors and the budget"
    assert not find_phrase(phrase("budget management"), content_stems(line))


def test_words_are_found_whole_only() -> None:
    assert not contains_words("JavaScript", "Java")


@given(st.text(max_size=200))
def test_tokens_lie_where_they_say(text: str) -> None:
    assert all(text[token.start : token.end] == token.text for token in tokenize(text))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=15))
def test_folding_twice_changes_nothing_more_than_plural_and_spelling(word: str) -> None:
    assert len(fold(word)) <= len(word) + 3
