"""Lines that tell one line of a role again: in other words that say the same, and in nearly the same words that say more."""

from datetime import date

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase, Verdict
from resume.schema import Resume

TODAY = date(2025, 6, 30)


def check(source: str, claim: str) -> Verdict:
    """What is said of a claim under a role that has one line."""
    work = [{"name": "Wickerlow Basketry", "position": "Basket Maker", "startDate": "2016-03", "highlights": [source]}]
    return FactBase(number_facts(Resume.model_validate({"work": work})), TODAY).check(claim, entry="w1")


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("The stall was open until 22:00.", "The stall was open until 10 pm."),
        ("Opened the stall at 6:30 a.m. on market days.", "Opened the stall at 06:30 on market days."),
        ("Weave trays up to 24 inches.", 'Weave trays as wide as 24".'),
        ("Cut the cost of willow by 9 %.", "Brought the cost of willow down by 9 %."),
        ("Helped the master weaver with soaking.", "Gave the master weaver a hand with soaking."),
        ("Checked the lids before packing.", "Responsible for checks of the lids before packing."),
        ("Documented the rim patterns.", "Produced documentation of the rim patterns."),
        ("Gave up lacquer in 2019.", "Have worked without lacquer since 2019."),
        ("Use no synthetic dye since 2019.", "Stopped using synthetic dye in 2019."),
        ("Replaced the cane with willow.", "Introduced willow in place of cane."),
        ("Counted stock each spring.", "Counted stock every spring."),
        ("Gave 30-minute talks on weaving.", "Gave half-hour talks on weaving."),
        (
            "Taught weaving in Dutch and Frisian to 9 guests.",
            "Taught weaving to 9 guests both in Dutch and in Frisian.",
        ),
        ("Wrote leaflets in French and Dutch.", "Wrote bilingual leaflets."),
        ("Wrote a blog that was read by 900 people.", "Wrote a blog with 900 readers."),
        ("Made 450 bread and 200 fruit baskets a month.", "Made 650 baskets a month."),
        ("Held 40 interviews with growers.", "Interviewed 40 growers."),
        ("Paid 600,000 Namibian dollars for cane.", "Paid NAD 600,000 for cane."),
        ("Wove for 4 fairs, around 35 baskets a week.", "Wove around 35 baskets a week."),
        ("Was in charge of stocktaking.", "Took stock."),
        ("Took and dried willow samples.", "Collected and dried willow samples."),
        ("Hired 2 draughtsmen and mended knives.", "Hired 2 draftspersons and mended a knife."),
        ("Assisted customers with wheelchairs.", "Helped wheelchair users."),
        ("Helped design a loom that saved 9 hours.", "Saved 9 hours with a loom that I helped design."),
        (
            "The stall sells no cane and no plastic from suppliers.",
            "Keep the stall free of cane and of plastic from suppliers.",
        ),
        (
            "Orders above 90 euros need the owner's consent.",
            "Orders above 90 euros are subject to the owner's consent.",
        ),
        ("Reared 400 silkworm larvae.", "Larval rearing of 400 silkworms."),
        ("Sold 130 baskets in 2010, against 104 in the year before.", "Sold more baskets in 2010 than in 2009."),
    ],
)
def test_a_line_that_says_the_same_in_other_words_passes(source: str, claim: str) -> None:
    assert check(source, claim).reasons == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("The stall was open until 22:00.", "The stall was open until 11 pm."),
        ("Passed the test for a Type B kiln.", "Passed the test for a Type A kiln."),
        ("Sat on the jury that chose the new logo.", "Chose the new logo."),
        ("Helped 8 of 10 learners find work.", "Helped all 10 learners find work."),
        ("Orders above 90 euros need the director's approval.", "Approved orders above 90 euros."),
        ("Finished the barn two months early.", "Finished the barn two months early and under budget."),
        ("Fees fell by 9 %.", "Fees became cheaper by 9 %, and buyers happier."),
        ("Trained an apprentice who won the rural craft prize.", "Won the rural craft prize."),
        ("Two apprentices qualified for the final in 2024.", "Qualified for the final in 2024."),
        ("Wrote draft guidelines on soaking.", "Wrote guidelines on soaking."),
        ("Reported leaks in the soaking tanks.", "Repaired leaks in the soaking tanks."),
        ("Listed 300 baskets for sale.", "Sold 300 baskets."),
        ("Wrote tests for the loom controller.", "Wrote the loom controller."),
        ("Built a prototype of a loom.", "Built a loom."),
        ("Attended a course on caning.", "Gave a course on caning."),
        ("Assisted the master in 200 repairs.", "Performed 200 repairs."),
        ("Applied for a grant of €20,000.", "Received a grant of €20,000."),
        ("Look after the juniors' team at fairs.", "Manage the juniors' team at fairs."),
        ("Plan each season with the head weaver.", "Plan each season on my own."),
        ("Had no lost-time accidents.", "Had no accidents."),
        ("Used no lacquer on the bread baskets.", "Used no lacquer."),
        ("Sold about 40 baskets a night.", "Sold at least 40 baskets a night."),
        ("Spent €200 less than planned on cane.", "Spent €200 more than planned on cane."),
        ("Open every other Saturday.", "Open every Saturday."),
        (
            "Cut a run from 10 days to 4 by moving it to Python.",
            "Cut a run from 10 days to 4 by moving it to Python and Spark.",
        ),
        ("Booked guests for a daily talk show.", "Presented a daily talk show."),
    ],
)
def test_a_line_that_says_more_in_nearly_the_same_words_fails(source: str, claim: str) -> None:
    assert not check(source, claim).supported


def test_a_level_is_claimed_of_every_language_of_a_list() -> None:
    languages = [{"language": "Polish", "fluency": "native"}, {"language": "Russian", "fluency": "basic"}]
    base = FactBase(number_facts(Resume.model_validate({"languages": languages})), TODAY)
    assert base.check("I speak Polish and some Russian.", section="letter").supported
    assert not base.check("Fluent in Polish and Russian.", section="summary").supported


def test_three_languages_spoken_well_are_multilingual() -> None:
    languages = [{"language": name, "fluency": "fluent"} for name in ("Polish", "Kashubian", "German")]
    base = FactBase(number_facts(Resume.model_validate({"languages": languages})), TODAY)
    assert base.check("Multilingual.", section="summary").supported
