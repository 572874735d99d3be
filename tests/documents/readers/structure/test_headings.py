import json
from importlib import resources

import pytest

from documents.readers.structure.headings import fold_heading, match_heading


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("WORK EXPERIENCE", ("work",)),
        ("E X P E R I E N C E", ("work",)),
        ("2. Employment History:", ("work",)),
        ("Experience (continued)", ("work",)),
        ("Berufserfahrung", ("work",)),
        ("Expériences professionnelles", ("work",)),
        ("Experiencia laboral", ("work",)),
        ("Istruzione e formazione", ("education",)),
        ("Werkervaring", ("work",)),
        ("Formação académica", ("education",)),
        ("Wykształcenie", ("education",)),
        ("Utbildning", ("education",)),
        ("Skills & Languages", ("skills", "languages")),
        ("Education / Certifications", ("education", "certificates")),
        ("Culinary Training", ("certificates",)),
        ("Youth Volunteer Work", ("volunteer",)),
        ("My hobbies", ("interests",)),
    ],
)
def test_a_heading_is_known_by_its_wording(text: str, kinds: tuple[str, ...]) -> None:
    match = match_heading(text)
    assert match is not None
    assert match.kinds == kinds


@pytest.mark.parametrize(
    "text", ["Acme Ltd", "Head Chef", "Led a team of nine nurses on two wards.", "", "2015 – 2018", "—"]
)
def test_what_is_no_heading_matches_nothing(text: str) -> None:
    assert match_heading(text) is None


def test_no_wording_stands_under_two_kinds_by_mistake() -> None:
    data = json.loads(resources.files("documents.readers.structure").joinpath("headings.json").read_text("utf-8"))
    seen: dict[str, set[str]] = {}
    for kind, wordings in data.items():
        for wording in wordings:
            seen.setdefault(fold_heading(wording), set()).add(kind)
    shared = {wording for wording, kinds in seen.items() if len(kinds) > 1}
    assert shared <= {"resume", "engagements"}
