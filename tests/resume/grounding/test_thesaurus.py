"""What the thesaurus lets one say, and what it does not."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.grounding.language.thesaurus import TABLE, claimed, entailed, is_pair, plain_forms, thesaurus
from resume.grounding.language.vocabulary import guarded_words, vocabulary
from resume.schema import Resume
from tests.resume.grounding.person import TODAY


def says(line: str, claim: str) -> bool:
    """Whether a role with the one line lets one claim another."""
    role = Resume.model_validate({"work": [{"name": "Quillon Works", "highlights": [line]}]})
    return FactBase(number_facts(role), TODAY).check(claim, entry="w1").supported


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("mended", "mend"),
        ("planning", "plan"),
        ("storeys", "storey"),
        ("women", "woman"),
        ("display cases", "display case"),
    ],
)
def test_a_word_is_looked_up_in_its_plain_form(word: str, form: str) -> None:
    assert form in plain_forms(word)


@pytest.mark.parametrize(("source", "claim"), [("showcase", "display case"), ("purchase", "buy"), ("reduce", "cut")])
def test_synonyms_may_stand_for_one_another(source: str, claim: str) -> None:
    as_verb = source in ("purchase", "reduce")
    assert claim in entailed(source, as_verb=as_verb)


@pytest.mark.parametrize(("narrow", "wide"), [("nurse", "health professional"), ("violin", "stringed instrument")])
def test_a_wider_word_may_stand_for_a_narrower_and_never_the_other_way(narrow: str, wide: str) -> None:
    assert wide in entailed(narrow, as_verb=False)
    assert narrow not in entailed(wide, as_verb=False)


@pytest.mark.parametrize(("one", "other"), [("nurse", "doctor"), ("violin", "cello"), ("bus", "tram")])
def test_kinds_of_one_thing_never_stand_for_one_another(one: str, other: str) -> None:
    assert other not in entailed(one, as_verb=False)


@pytest.mark.parametrize(
    ("one", "other"), [("increase", "decrease"), ("open", "close"), ("buy", "sell"), ("import", "export")]
)
def test_opposites_never_stand_for_one_another(one: str, other: str) -> None:
    assert other not in entailed(one, as_verb=True)


def test_words_of_one_origin_are_known() -> None:
    assert "reduce" in claimed("reduction")
    assert "management" in claimed("managing")


def test_who_does_a_thing_is_not_the_doing_of_it() -> None:
    assert "teacher" not in claimed("teach")


def test_phrases_of_two_words_are_known() -> None:
    assert is_pair("display", "cases")
    assert not is_pair("display", "salaries")


def test_an_unknown_word_has_no_entry() -> None:
    assert thesaurus().entry("quillonize") is None
    assert entailed("quillonize", as_verb=True) == frozenset()


def test_the_first_and_the_last_word_of_the_table_are_found() -> None:
    words = [row.partition(b"\t")[0].decode().replace("_", " ") for row in TABLE.read_bytes().splitlines()]
    assert thesaurus().entry(words[0]) is not None
    assert thesaurus().entry(words[-1]) is not None


def test_the_table_is_in_the_order_that_bisection_needs() -> None:
    words = [row.partition(b"\t")[0] for row in TABLE.read_bytes().splitlines()]
    assert words == sorted(set(words))


def test_the_licence_of_wordnet_lies_beside_the_table() -> None:
    assert "Princeton University" in (TABLE.parent / "WORDNET-LICENSE").read_text("utf-8")


@pytest.mark.parametrize("word", ["led", "founded", "won", "increased", "achieve"])
def test_ranks_wins_and_rises_stand_for_what_they_say_alone(word: str) -> None:
    assert word in guarded_words() or word.removesuffix("ed") in guarded_words() or word == "led"


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Examined 40 soil specimens a week.", "Examined 40 soil samples a week."),
        ("Built a showcase for the town's coin collection.", "Built a display case for the town's coin collection."),
        ("Restrung violins for the school orchestra.", "Restrung stringed instruments for the school orchestra."),
    ],
)
def test_lines_pass_that_say_the_same_in_other_words(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Restrung stringed instruments for the school orchestra.", "Restrung violins for the school orchestra."),
        ("Wrote test scripts in Python.", "Wrote test scripts in Java."),
        ("Kept the database of members.", "Kept the PostgreSQL database of members."),
        ("Met the parents of each pupil.", "Met the teachers of each pupil."),
    ],
)
def test_lines_are_caught_that_say_a_narrower_thing_or_another_of_its_kind(line: str, claim: str) -> None:
    assert not says(line, claim)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hospital", "hospitality"), ("medical", "medication"), ("converted", "conversations"), ("inform", "informal"),
        ("experienced", "experiments"), ("departed", "departments"), ("public", "publications"), ("author", "authorities"),
        ("miners", "minerals"), ("objects", "objectives"), ("animals", "animations"), ("designed", "designated"),
    ],
)  # fmt: skip
def test_words_that_only_share_a_stem_are_kept_apart(one: str, other: str) -> None:
    assert vocabulary("en").root(one) != vocabulary("en").root(other)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("QGIS", "ArcGIS"),
        ("MySQL", "MariaDB"),
        ("Debian", "Ubuntu"),
        ("Zotero", "EndNote"),
        ("qPCR", "RT-PCR"),
        ("HDFS", "MapReduce"),
    ],
)
def test_products_that_an_ad_takes_for_one_skill_are_not_one_in_a_line(source: str, claim: str) -> None:
    assert not says(f"Worked with {source} each day.", f"Worked with {claim} each day.")


@pytest.mark.parametrize(
    ("source", "claim"), [("QGIS", "GIS"), ("Debian", "Linux"), ("K8s", "Kubernetes"), ("MSSQL", "SQL Server")]
)
def test_the_skill_may_be_said_of_its_product_and_an_alias_of_itself(source: str, claim: str) -> None:
    assert says(f"Worked with {source} each day.", f"Worked with {claim} each day.")
