"""What a line says by the noun of a doing, by who does it, and by how far one figure lies from another."""

import pytest

from tests.resume.grounding.test_counts import base_of

BLADES = "Helped survey 99 blades with a drone in 5 days; the rope inspection before had taken 20 days."
TURNOVER = "Kept team turnover at 12% in 2024, against 30% for the whole site."

REMINDERS = "Reduced no-shows from 50 to 20 a year with reminders two weeks ahead."
PACKS = "Sent tour packs three days before departure and collected the forms afterwards."

BAKERY = "Helped with the opening of the sister bakery, bread for 4 sites, about 1,800 loaves a night."
HOTEL = "Responsible for banquets up to 320 covers in a four-star hotel with 112 rooms."
TEAM = "My team is 5 people, of which 2 apprentices."

HONEST = [
    (BAKERY, "Helped open the sister bakery, which made about 450 loaves a night for each of four sites."),
    (HOTEL, "Ran banquets for up to 320 covers in a 112-room four-star hotel."),
    (TEAM, "Lead a team of five, including two apprentices."),
    ("Responsible for a department of 22 in a hotel by the sea.", "Lead a department of 22 in a hotel by the sea."),
    (BLADES, "Helped survey 99 blades with a drone in 5 days, 15 days fewer than the rope inspection before."),
    (
        "Finished the roof in 9 weeks; the plan was 12 weeks.",
        "Finished the roof in 9 weeks, 3 weeks less than planned.",
    ),
    ("Ran the fair for €2,200 against a budget of €2,500.", "Ran the fair €300 below the budget of €2,500."),
    ("Cut changeovers on line 4 from 70 to 20 minutes.", "Saved 50 minutes per changeover on line 4."),
    (TURNOVER, "Kept team turnover at 12% in 2024, less than half the site figure."),
    (TURNOVER, "Kept team turnover at 12% in 2024, 18 points below the site's."),
    ("Responsible for prioritising the backlog in Jira with 4 teams.", "Set backlog priorities in Jira with 4 teams."),
    ("Photographed 40 weddings a year.", "Took photographs at 40 weddings a year."),
    ("Advised 60 tenants a year on heating.", "Gave 60 tenants a year advice on heating."),
    (
        "Halved the wait by training 30 nurses in a screening test.",
        "Halved the wait by teaching 30 nurses a screening test.",
    ),
    ("Responsible for supervising 4 junior therapists.", "Supervisor of 4 junior therapists."),
    ("Managed 3 shops in Ghent.", "Manager of 3 shops in Ghent."),
    (REMINDERS, "Brought no-shows down from 50 to 20 a year through reminders two weeks in advance."),
    (REMINDERS, "Reduced no-shows from 50 to 20 a year with reminders two weeks beforehand."),
    ("Briefed 12 guides in advance of each tour.", "Briefed 12 guides before each tour."),
    (PACKS, "Sent tour packs three days in advance of departure, and afterwards collected the forms."),
    ("Cut picking time by reordering 9 aisles by weight.", "Cut picking time by resequencing 9 aisles by weight."),
    ("Reallocated 6 vans to the night route.", "Redeployed 6 vans to the night route."),
    ("Assisted guests on site and by phone.", "By phone and on site, assisted guests."),
    ("Contributed to the show as writer of the 30 family labels.", "Writer of the 30 family labels for the show."),
    ("Helped the desk set alert levels for 4 pumps.", "Assisted the desk in defining alert levels for 4 pumps."),
]
LIES = [
    (BAKERY, "Helped open the sister bakery, which made about 350 loaves a night for each of four sites."),
    (BAKERY, "Helped open the sister bakery, which made about 450 loaves a night for each of five sites."),
    (HOTEL, "Ran banquets for up to 320 covers in a 112-room five-star hotel."),
    (TEAM, "Lead a team of seven, including two apprentices."),
    ("Worked in a team of 5 people.", "Lead a team of five."),
    (
        "Draft simple motions for attorneys in state and federal court.",
        "Argued simple motions in state and federal court.",
    ),
    (BLADES, "Helped survey 99 blades with a drone in 5 days, 15 days more than the rope inspection before."),
    (BLADES, "Helped survey 99 blades with a drone in 5 days, 10 days fewer than the rope inspection before."),
    ("Ran the fair for €2,200 against a budget of €2,500.", "Ran the fair for €2,200, €300 over the budget."),
    ("Cut changeovers on line 4 from 70 to 20 minutes.", "Saved 40 minutes per changeover on line 4."),
    (TURNOVER, "Kept team turnover at 12% in 2024, less than a third of the site figure."),
    (TURNOVER, "Kept team turnover at 12% in 2024, 18 points above the site's."),
    ("Helped prioritise the backlog in Jira with 4 teams.", "Set backlog priorities in Jira with 4 teams."),
    ("Checked orders of flour for 3 bakeries.", "Placed orders of flour for 3 bakeries."),
    ("Cut errors by 30% by checking each form twice.", "Cut errors by 30% by programming each form twice."),
    ("Helped supervise 4 junior therapists.", "Supervisor of 4 junior therapists."),
    ("Worked with 4 junior therapists.", "Supervisor of 4 junior therapists."),
    ("Assisted the manager of 3 shops in Ghent.", "Manager of 3 shops in Ghent."),
    (REMINDERS, "Reduced no-shows from 50 to 20 a year with reminders two weeks afterwards."),
    (REMINDERS, "Reduced no-shows from 50 to 20 a year with reminders three weeks in advance."),
    ("Briefed 12 guides in advance of each tour.", "Briefed 12 guides after each tour."),
    (PACKS, "Sent tour packs three days after departure."),
    ("Booked 9 vans a day in advance.", "Booked 9 vans a day afterwards."),
    ("Cut picking time by reordering 9 aisles by weight.", "Cut picking time by replacing 9 aisles by weight."),
    ("Reallocated 6 vans to the night route.", "Rebuilt 6 vans for the night route."),
    ("Assisted guests on site and by phone.", "By phone and on site, managed guests."),
    ("Assisted guests on site and by phone.", "Phoned guests on site."),
    ("Contributed to the show as writer of the 30 family labels.", "Lead writer of the 30 family labels."),
    ("Contributed to the show as writer of the 30 family labels.", "Led the show with the 30 family labels."),
    ("Took part in hiring Ana as editor of 4 magazines.", "Edited 4 magazines."),
    ("Helped the desk set alert levels for 4 pumps.", "Defined alert levels for 4 pumps."),
]


@pytest.mark.parametrize(("source", "claim"), HONEST)
def test_what_follows_may_be_said_otherwise(source: str, claim: str) -> None:
    assert base_of(source).check(claim, entry="w1").reasons == []


@pytest.mark.parametrize(("source", "claim"), LIES)
def test_what_does_not_follow_is_caught(source: str, claim: str) -> None:
    assert not base_of(source).check(claim, entry="w1").supported
