import pytest

from resume.facts import number_facts
from resume.schema import Education, Project, Publication, Reference, Resume, Work
from resume.wording import has_tense, prose_kind

RESUME = Resume(
    work=[
        Work(position="Baker", description="A bakery with 9 shops", start_date="2020", highlights=["Baked bread"]),
        Work(position="Porter", highlights=["Carried sacks"]),
    ],
    education=[Education(study_type="BA", courses=["Managing kitchens"], highlights=["Thesis: rye"], end_date="2012")],
    publications=[Publication(name="On rye", summary="Brandwick O, Fennel P.")],
    projects=[Project(name="Oven", description="Predicts heat", highlights=["Built the door"], keywords=["R"])],
    references=[Reference(name="Tamsin Vane", reference="Was responsible for 9 of my kitchens")],
)
FACTS = {fact.text: fact for fact in number_facts(RESUME)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Baked bread", "duty"),
        ("Built the door", "duty"),
        ("Predicts heat", "text"),
        ("Thesis: rye", "text"),
        ("A bakery with 9 shops", None),
        ("Managing kitchens", None),
        ("Brandwick O, Fennel P.", None),
        ("R", None),
        ("Was responsible for 9 of my kitchens", None),
    ],
)
def test_only_prose_of_ones_own_is_reworded(text: str, kind: str | None) -> None:
    assert prose_kind(FACTS[text]) == kind


@pytest.mark.parametrize(
    ("text", "dated"), [("Baked bread", True), ("Carried sacks", False), ("Built the door", False)]
)
def test_only_a_dated_role_gives_its_lines_a_tense(text: str, dated: bool) -> None:
    assert has_tense(FACTS[text]) == dated
