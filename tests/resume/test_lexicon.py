import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume.lexicon import all_skills, find_skill, names_of, skills_in, speaks_for


def names(text: str) -> list[str]:
    return [mention.name for mention in skills_in(text)]


def test_the_lexicon_holds_at_least_1500_skills() -> None:
    assert len(all_skills()) >= 1_500


def test_no_skill_stands_in_the_lexicon_twice() -> None:
    found = [skill.name for skill in all_skills()]
    assert len(found) == len(set(found))


def test_no_name_means_two_skills() -> None:
    owners: dict[str, set[str]] = {}
    for skill in all_skills():
        for name in names_of(skill.name):
            owners.setdefault(name.casefold(), set()).add(skill.name)
    assert {name: skills for name, skills in owners.items() if len(skills) > 1} == {}


def test_every_parent_is_a_skill() -> None:
    known = {skill.name for skill in all_skills()}
    assert {parent for skill in all_skills() for parent in skill.parents} <= known


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("K8s", "Kubernetes"),
        ("RN license", "registered nurse"),
        ("P&L ownership", "P&L"),
        ("ecommerce", "e-commerce"),
        ("E-Commerce", "e-commerce"),
        ("ACLS certified", "ACLS"),
        ("CSCS card", "CSCS"),
        ("LGV driver", "HGV"),
        ("HACCP plans", "HACCP"),
        ("month end", "month-end close"),
        ("health & safety", "health and safety"),
        ("Lean Six Sigma", "Six Sigma"),
        ("CI / CD", "CI/CD"),
        ("counselling", "counselling"),
        ("counseling", "counselling"),
    ],
)
def test_aliases_lead_to_their_skill(text: str, skill: str) -> None:
    assert skill in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Willing to go the extra mile",
        "Go the extra mile for guests",
        "Excel at customer service",
        "You will excel in this role",
        "Available from the spring term",
        "Spring term 2024",
        "Word of mouth",
        "We react quickly to change",
        "React quickly to changes",
        "A swift response",
        "Teams of ten",
        "Early access to pay",
        "A sage adviser",
        "No rust on any machine",
        "To express interest",
        "Head chef at a small inn",
        "Section C, paragraph 3",
        "Lean on your colleagues",
    ],
)
def test_everyday_words_are_no_skills(text: str) -> None:
    everyday = {"Go", "Microsoft Excel", "Spring", "Microsoft Word", "React", "Swift", "Microsoft Teams"}
    everyday |= {"Microsoft Access", "Sage", "Rust", "Express", "Chef", "C", "R", "Lean"}
    assert not everyday & set(names(text))


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Go", "Go"),
        ("Python, Go and Rust", "Go"),
        ("Three years writing services in Go.", "Go"),
        ("Go developer", "Go"),
        ("Experience with Excel", "Microsoft Excel"),
        ("Word, Excel, PowerPoint", "Microsoft Word"),
        ("Spring Boot services", "Spring"),
        ("Java and Spring", "Spring"),
        ("C/C++", "C"),
        ("R", "R"),
        ("Python or R for statistics", "R"),
        ("illustrator, indesign and photoshop", "Adobe Illustrator"),
        ("Strong React and TypeScript", "React"),
        ("Infrastructure with Chef and Ansible", "Chef"),
    ],
)
def test_everyday_words_are_skills_where_the_context_shows_it(text: str, skill: str) -> None:
    assert skill in names(text)


def test_the_longest_name_wins() -> None:
    assert names("Microsoft SQL Server") == ["Microsoft SQL Server"]


def test_whole_words_only() -> None:
    assert names("JavaScripting Pythonic Scalable") == []


def test_a_wider_skill_is_spoken_for_by_a_narrower_one() -> None:
    assert {"pandas", "Python", "Python data analysis", "data analysis"} <= speaks_for("pandas")


def test_a_narrower_skill_is_not_spoken_for_by_a_wider_one() -> None:
    assert "PostgreSQL" not in speaks_for("SQL")


def test_a_skill_is_found_by_its_whole_name_only() -> None:
    assert find_skill("advanced Kubernetes clusters") is None


@given(st.text(max_size=120))
def test_mentions_quote_the_text_they_come_from(text: str) -> None:
    assert all(text[mention.start : mention.end] == mention.text for mention in skills_in(text))
