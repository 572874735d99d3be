import subprocess
import sys
import time
from pathlib import Path

from resume.wording import duty_verbs, read_verbs, reword_line
from resume.wording.openings import read_nominals
from resume.wording.verbs import verb_in
from resume.wording.words import word_class

TRAITS = {"ing", "ing-people", "ing-bare", "preposition", "noun", "standing", "once", "makes", "modest", "outcome"}


def test_every_verb_has_its_forms_and_known_traits() -> None:
    for verb in read_verbs():
        assert verb.gerund.endswith("ing"), verb
        assert all(verb.forms), verb
        assert verb.traits <= TRAITS | {"-"}, verb


def test_no_row_of_verbs_stands_twice() -> None:
    rows = [(verb.base, verb.past) for verb in read_verbs()]
    assert len(rows) == len(set(rows))


def test_every_hidden_verb_is_a_known_one() -> None:
    assert [verb for hidden in read_nominals().values() for verb, _, _ in hidden if verb_in(verb, "base") is None] == []


def test_a_word_that_may_be_either_of_two_verbs_is_none_for_certain() -> None:
    assert verb_in("label", "base") is None


def test_verbs_told_as_nouns_behind_a_duty_count_as_said() -> None:
    assert duty_verbs("Responsible for the management of stock and the organisation of fairs") >= {"manage", "organise"}


def test_a_noun_without_a_duty_says_no_verb() -> None:
    assert duty_verbs("Attended a course on the management of stock") == frozenset()


def test_classes_of_words_are_not_empty() -> None:
    assert word_class("determiners") >= {"the", "a"}


def test_a_warm_line_takes_less_than_a_millisecond() -> None:
    lines = (Path(__file__).parent / "bullets.tsv").read_text(encoding="utf-8").splitlines()[1:]
    bullets = [line.partition("\t")[0] for line in lines]
    for bullet in bullets:
        reword_line(bullet, ongoing=False, may_split=True)
    begin = time.perf_counter()
    for bullet in bullets:
        reword_line(bullet, ongoing=True, may_split=True)
    assert (time.perf_counter() - begin) / len(bullets) < 0.001


def test_importing_the_rules_reads_no_data() -> None:
    code = "import resume.wording.verbs as v, resume.wording; print(v.read_verbs.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
