"""Parts, wholes, products and differences of the figures of one line."""

import pytest

from tests.resume.grounding.test_modality import check_lines

TRUE: list[tuple[list[str], str]] = [
    (
        ["Reduced the average time from inquiry to quote from 3 days to 1 day."],
        "Reduced the average time from enquiry to quote from 3 days to 1 day.",
    ),
    (["Answered 30 enquiries a day."], "Answered 30 inquiries a day."),
    (["Met quota in 15 of 16 quarters between 2020 and 2023."], "Met quota in 15 of 16 quarters."),
    (["Passed 12 of 12 audits."], "Passed 12 of 12 audits."),
    (["Passed 12 of 12 audits."], "Passed all 12 audits."),
    (["Passed 11 of 12 audits."], "Passed 11 of the 12 audits."),
    (["All 12 of the audits passed."], "12 of 12 audits passed."),
    (
        ["Redesigned a pump housing and reduced its weight from 4.0 kg to 3.0 kg."],
        "Redesigned a pump housing, making it 25% lighter.",
    ),
    (["Redesigned a bracket and cut its weight from 800 g to 600 g."], "Redesigned a bracket that is 25% lighter."),
    (["Reworked the crate and cut its weight by 2 kg."], "Reworked the crate, making it 2 kg lighter."),
    (["Raised the wall from 2 m to 3 m in height."], "Made the wall 1 m higher."),
    (
        ["Kept the material costs to €900 out of a budget of €1,200."],
        "Kept material costs €300 below a budget of €1,200.",
    ),
    (["Kept the material costs to €900 out of a budget of €1,200."], "Kept material costs €300 under budget."),
    (["Built the shed for $4,500 of a budget of $5,000."], "Built the shed for $500 less than the budget."),
    (["Built the shed for $4,500 of a budget of $5,000."], "Built the shed $500 under budget."),
    (["Ran the fair on £7,000 against a budget of £8,000."], "Ran the fair £1,000 under budget."),
    (
        ["Kept the diary of two partners and booked travel to Edinburgh and Glasgow."],
        "Maintained two partners' calendars and arranged travel to Edinburgh and Glasgow.",
    ),
    (["Managed the calendars of three directors."], "Managed three directors' diaries."),
    (
        ["Received goods twice a week and filled shelves before opening."],
        "Took in deliveries twice a week and stocked shelves before opening.",
    ),
    (
        ["Contributed to a demand forecast that lowered food waste by ₹3.2 crore a year."],
        "Took part in developing a demand forecast that cut food waste by ₹3.2 crore a year.",
    ),
    (["Helped with a leaflet on foot care."], "Helped to write a leaflet on foot care."),
    (["Contributed to a handbook for stewards."], "Took part in writing a handbook for stewards."),
    (
        ["Ran A/B tests on the checkout page; 7 of 20 variants showed a significant gain."],
        "Ran A/B tests on 20 variants of the checkout page, 35% of which showed a significant gain.",
    ),
    (
        ["Trialled seeds in the north field; 6 of 24 strains survived the frost."],
        "Trialled 24 strains of seeds in the north field, 25% of which survived the frost.",
    ),
    (
        ["Worked with two colleagues on the mathematics olympiad, in which 9 of 12 learners reached the second round."],
        "Worked with two colleagues on the mathematics olympiad, in which 75% of the 12 learners reached the second round.",
    ),
    (
        ["Ran a club with three parents, in which 8 of 10 children passed the badge."],
        "Ran a club with three parents, in which 80% of the 10 children passed the badge.",
    ),
    (
        ["Teach mathematics to five classes in grades 10 to 12, with 38 learners in a class on average."],
        "Teach mathematics to about 190 learners in grades 10 to 12.",
    ),
    (["Taught chess to four groups, with 12 children in a group."], "Taught chess to 48 children in four groups."),
    (["Taught chess to four groups, with 12 children in a group on average."], "Taught chess to about 48 children."),
    (["Cleaned 6 floors, with 14 offices on each floor."], "Cleaned 84 offices on 6 floors."),
    (["Taught chess to four groups, with 12 children per group."], "Taught chess to 48 children."),
    (["Taught 48 children in six groups."], "Taught 48 children in six groups of eight."),
    (["Taught 48 children in six groups of 8."], "Taught six groups of 8, 48 children in all."),
    (["Spent £1.2 million on roads and £0.8 million on bridges."], "Spent £2 million, £1.2 million of it on roads."),
    (
        ["Was lead author on grants worth £1.3 million and co-author on a further £0.6 million."],
        "Was author on grants worth £1.9 million, £1.3 million of it as lead author.",
    ),
    (["Sowed 30 ha of wheat and 12 ha of oats."], "Sowed 42 ha, 30 ha of it wheat."),
    (["Raised $4,000 at the fair and $1,500 at the raffle."], "Raised $5,500, of which $1,500 at the raffle."),
]

FALSE: list[tuple[list[str], str]] = [
    (
        ["Met quota in 15 of 16 quarters between 2020 and 2023."],
        "Met quota in 16 of 16 quarters between 2020 and 2023.",
    ),
    (["Passed 11 of 12 audits."], "Passed 12 of 12 audits."),
    (["Passed 11 of 12 audits."], "Passed 12 of the 12 audits."),
    (["Passed 11 of 12 audits."], "Passed all 12 audits."),
    (
        ["Redesigned a pump housing and reduced its weight from 4.0 kg to 3.0 kg."],
        "Redesigned a pump housing, making it 35% lighter.",
    ),
    (
        ["Redesigned a pump housing and reduced its weight from 4.0 kg to 3.0 kg."],
        "Redesigned a pump housing, making it 25% heavier.",
    ),
    (
        ["Redesigned a pump housing and reduced its weight from 4.0 kg to 3.0 kg."],
        "Redesigned a pump housing, making it 25% cheaper.",
    ),
    (
        ["Kept the material costs to €900 out of a budget of €1,200."],
        "Kept material costs €400 below the budget of €1,200.",
    ),
    (
        ["Kept the material costs to €900 out of a budget of €1,200."],
        "Kept material costs €300 above the budget of €1,200.",
    ),
    (
        ["Contributed to a demand forecast that lowered food waste by ₹3.2 crore a year."],
        "Developed a demand forecast that cut food waste by ₹3.2 crore a year.",
    ),
    (
        ["Trialled seeds in the north field; 6 of 24 strains survived the frost."],
        "Trialled 24 strains of seeds in the north field, 75% of which survived the frost.",
    ),
    (
        ["Trialled seeds in the north field; 6 of 24 strains survived the frost."],
        "Trialled 6 strains of seeds in the north field, 25% of which survived the frost.",
    ),
    (["Taught chess to four groups, with 12 children in a group on average."], "Taught chess to about 60 children."),
    (["Spent £1.2 million on roads and £0.8 million on bridges."], "Spent £2 million on roads."),
    (["Spent £1.2 million on roads and £0.8 million on bridges."], "Spent £2.2 million, £1.2 million of it on roads."),
    (["Spent £1.2 million on roads and £0.8 million on bridges."], "Spent £2 million, £0.8 million of it on roads."),
    (
        ["Was lead author on grants worth £1.3 million and co-author on a further £0.6 million."],
        "Was lead author on grants worth £1.9 million.",
    ),
    (
        ["Was lead author on grants worth £1.3 million and co-author on a further £0.6 million."],
        "Was author on grants worth £2.9 million, £1.3 million of it as lead author.",
    ),
    (["Sowed 30 ha of wheat and 12 ha of oats."], "Sowed 42 ha of wheat."),
    (["Raised $4,000 at the fair and $1,500 at the raffle."], "Raised $5,500, of which $4,000 at the raffle."),
]


@pytest.mark.parametrize(("lines", "claim"), TRUE)
def test_what_follows_from_the_figures_passes(lines: list[str], claim: str) -> None:
    assert check_lines(lines, claim).reasons == []


@pytest.mark.parametrize(("lines", "claim"), FALSE)
def test_what_does_not_follow_from_the_figures_is_caught(lines: list[str], claim: str) -> None:
    assert not check_lines(lines, claim).supported
