"""Summaries and letters that tell a role by its place in a career, and an entry by what one did with it."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume
from tests.resume.grounding.person import TODAY

COOPER = Resume.model_validate(
    {
        "basics": {"label": "Master Cooper", "summary": "Cooper of oak casks for wine and cider."},
        "work": [
            {
                "name": "Brackwater Casks",
                "position": "Master Cooper",
                "startDate": "2018-03",
                "highlights": [
                    "Repair 900 casks a year.",
                    "Contributed to the winning design of a travelling cask rack.",
                ],
            },
            {
                "name": "Fennick Cider",
                "position": "Cooper",
                "startDate": "2011-05",
                "endDate": "2018-02",
                "highlights": ["Built 1,400 oak casks without a single leak.", "Trained 4 apprentices in March 2016."],
            },
            {
                "name": "Tolliver Timber",
                "position": "Sawmill Hand",
                "startDate": "2008-06",
                "endDate": "2011-04",
                "highlights": [
                    "Stacked and graded oak staves.",
                    "Member of the 5-person team that introduced kiln drying.",
                ],
            },
        ],
        "education": [
            {"institution": "Marram College", "studyType": "Diploma", "area": "Wood Technology", "endDate": "2008-05"}
        ],
        "certificates": [
            {"name": "Licensed Forklift Driver", "issuer": "Institute of Surveyor Training", "date": "2012-04"}
        ],
        "awards": [{"title": "Golden Stave Prize", "awarder": "Coopers' Guild", "date": "2019-10"}],
        "languages": [{"language": "English", "fluency": "C2"}, {"language": "Danish", "fluency": "A2"}],
        "skills": [{"name": "Craft", "keywords": ["Toasting", "Stave bending"]}],
    }
)

TRUE = [
    "In my current role, I repair 900 casks a year.",
    "In a previous role I trained 4 apprentices.",
    "My first job, at Tolliver Timber, was as a sawmill hand.",
    "In my previous post I built 1,400 oak casks.",
    "As a sawmill hand, I stacked and graded oak staves.",
    "Former sawmill hand who stacked and graded oak staves.",
    "Former cooper with 1,400 oak casks built.",
    "Most recently repaired 900 casks a year.",
    "Recipient of the Golden Stave Prize in late 2019.",
    "Trained at Marram College.",
    "I am comfortable with toasting and stave bending.",
    "I trained four apprentices in the first half of 2016.",
    "Fluent in English, with basic Danish.",
    "17 years in timber and casks, including seven as Master Cooper.",
    "I was part of the team that introduced kiln drying.",
]
FALSE = [
    "In my current role, I trained 4 apprentices.",
    "In my current role at Fennick Cider, I repair 900 casks a year.",
    "In a previous role I repaired 900 casks a year.",
    "In my previous post I stacked and graded oak staves.",
    "As a sawmill hand, I built 1,400 oak casks.",
    "Former sawmill hand who trained 4 apprentices.",
    "Most recently trained 4 apprentices.",
    "Recipient of the Golden Stave Prize in early 2019.",
    "Trained at Fennick College.",
    "I trained four apprentices in the second half of 2016.",
    "Fluent in English and Danish.",
    "17 years in timber and casks, including eleven as Master Cooper.",
    "I led the team that introduced kiln drying.",
    "I designed the winning design of a travelling cask rack.",
]


@pytest.fixture(scope="module")
def base() -> FactBase:
    return FactBase(number_facts(COOPER), TODAY)


@pytest.mark.parametrize("sentence", TRUE)
def test_what_the_career_bears_out_passes(base: FactBase, sentence: str) -> None:
    assert not base.check(sentence, section="letter").reasons


@pytest.mark.parametrize("sentence", FALSE)
def test_what_is_of_another_stage_or_entry_is_caught(base: FactBase, sentence: str) -> None:
    assert not base.check(sentence, section="letter").supported
