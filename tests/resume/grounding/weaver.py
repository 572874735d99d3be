"""An invented basket maker with a whole resume, for checks of summaries, letters and headlines."""

from datetime import date

from resume.facts import number_facts
from resume.grounding import FactBase, Verdict
from resume.schema import Resume

TODAY = date(2025, 6, 30)


def weaver() -> Resume:
    """Two roles, a degree, an award for a second place, skills of two levels and three languages."""
    return Resume.model_validate(
        {
            "basics": {
                "name": "Sjoukje Wickerlow",
                "label": "Basket Maker",
                "summary": "Basket maker in Friesland; basic knowledge of Blender, proficient in Rhino.",
            },
            "work": [
                {
                    "name": "Twillhaven Baskets",
                    "position": "Head Weaver",
                    "startDate": "2018-03",
                    "summary": "Workshop that sells log baskets.",
                    "highlights": [
                        "Lead 6 weavers in a hall with 9 dyers.",
                        "Returns by buyers fell from 8% to 3% of baskets.",
                        "Accidents with knives went from 7 in 2018 to none in 2022.",
                        "Advised the museum on buying 12 looms.",
                        "Mentor 2 apprentices who write a handbook read by 30 students.",
                    ],
                },
                {
                    "name": "Reedham Craft School",
                    "position": "Assistant Tutor",
                    "startDate": "2012-09",
                    "endDate": "2018-02",
                    "highlights": [
                        "Taught children to plait rushes.",
                        "Helped the production manager with 40 fairs.",
                        "Learned rush grafting from a visiting gardener.",
                        "Supported two PhD students with samples.",
                        "Demonstrated weaving in French and German.",
                    ],
                },
            ],
            "education": [
                {"institution": "Harlwick College", "area": "Craft", "studyType": "Bachelor", "endDate": "2012-06"}
            ],
            "awards": [{"title": "Finalist, Weaver of the Year", "date": "2021", "awarder": "Fenland Guild"}],
            "languages": [
                {"language": "Dutch", "fluency": "Native"},
                {"language": "French", "fluency": "Fluent"},
                {"language": "German", "fluency": "Conversational"},
            ],
        }
    )


def check(text: str, section: str, entry: str | None = None) -> Verdict:
    """What is said of a line about the basket maker."""
    return FactBase(number_facts(weaver()), TODAY).check(text, entry=entry, section=section)
