"""Keyword density: what a line and a resume may name of the ad before it is stuffed."""

from resume.ats.density import count_mentions, find_dense, is_stuffed, most_mentions

TERMS = ["Python", "SQL", "Kafka", "Docker", "Terraform", "Go", "incident response"]


def test_a_few_terms_in_a_line_are_none_too_many() -> None:
    assert not is_stuffed("Ran 3 services in Python, SQL, Kafka and Docker", "Ran 3 services", TERMS)


def test_a_row_of_many_terms_is_stuffed() -> None:
    assert is_stuffed("Ran services with Python, SQL, Kafka, Docker, Terraform and Go", "Ran services", TERMS)


def test_a_list_that_the_source_has_is_the_candidates_own() -> None:
    line = "Python, SQL, Kafka, Docker, Terraform and Go"
    assert not is_stuffed(line, line, TERMS)


def test_a_term_named_twice_in_a_line_is_stuffed_unless_the_source_does_so() -> None:
    twice = "Led incident response for Python teams, using incident response"
    assert is_stuffed(twice, "Led incident response for Python teams", TERMS)
    assert not is_stuffed(twice, twice, TERMS)


def test_terms_are_counted_as_whole_words_in_any_number() -> None:
    counts, words = count_mentions(["Answered incident responses", "Wrote Go, not Gopher"], ["incident response", "Go"])
    assert counts == {"incident response": 1, "Go": 1}
    assert words == 7


def test_a_resume_may_name_a_term_eight_times_and_a_long_one_more() -> None:
    assert find_dense(["Ran Python jobs"] * 8, TERMS) == []
    assert find_dense(["Ran Python jobs"] * 9, TERMS) == ["Python"]
    assert most_mentions(100) == 8
    assert most_mentions(1_000) == 30
