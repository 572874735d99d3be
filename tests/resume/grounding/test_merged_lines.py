"""Two lines of one role told in one, and one line told in two: each half rests on its own line."""

import pytest

from tests.resume.grounding.test_modality import check_lines

TRUE: list[tuple[list[str], str]] = [
    (
        [
            "Made 25 cold calls and 6 site visits a week, and opened 52 new accounts.",
            "Trained 3 new sales representatives on the product catalog and on HubSpot.",
        ],
        "Opened 52 new accounts and trained 3 new sales representatives on the product catalog and HubSpot.",
    ),
    (
        ["Sold 40 subscriptions, and won 12 new clients.", "Coached 2 new clerks on the till and on SAP."],
        "Won 12 new clients and coached 2 new clerks on the till and SAP.",
    ),
    (
        ["Planted 900 trees, and cleared 4 new paths.", "Mentored 5 new rangers in felling and in first aid."],
        "Cleared 4 new paths and mentored 5 new rangers in felling and first aid.",
    ),
    (
        [
            "Answered 60 calls a day at the rental counter and took bookings by phone and email.",
            "Was responsible for scheduling deliveries for 4 drivers.",
        ],
        "Took bookings by phone and email and scheduled deliveries for 4 drivers.",
    ),
    (
        ["Sold tickets at the box office and took orders by post and fax.", "Planned routes for 3 coaches."],
        "Took orders by post and fax and planned routes for 3 coaches.",
    ),
    (
        ["Wrote reports in Word and Excel.", "Scheduled tours for 4 guides."],
        "Wrote reports in Word and Excel and scheduled tours for 4 guides.",
    ),
    (
        [
            "Built 14 Tableau dashboards used by 120 store managers.",
            "Wrote SQL queries against a warehouse of 2.5 billion rows.",
        ],
        "Built 14 Tableau dashboards for 120 store managers and wrote SQL queries against a warehouse of 2.5 billion rows.",
    ),
    (["Designed 6 forms used by 45 nurses."], "Designed 6 forms for 45 nurses."),
    (
        ["Built 3 apps used by 900 farmers.", "Ran a stall of 12 metres."],
        "Built 3 apps for 900 farmers and ran a stall of 12 metres.",
    ),
    (["Made 25 cold calls and 6 site visits a week, and opened 52 new accounts."], "Made 25 cold calls a week."),
    (["Answered 40 phone queries and 15 emails a day, and filed the post."], "Answered 40 phone queries a day."),
    (["Pruned 30 apple trees and 12 pear trees a day, and trained two helpers."], "Pruned 30 apple trees a day."),
    (
        ["Shortened the yearly service from 40 hours to 30 hours.", "Brought stops down from 30 to 18 a month."],
        "Shortened the yearly service from 40 to 30 hours and brought stops down from 30 to 18 a month.",
    ),
    (
        ["Cut waste from 9% to 5%.", "Took covers up from 60 to 85 a night."],
        "Cut waste to 5% and took covers up from 60 to 85 a night.",
    ),
    (
        [
            "Managed recruitment for 3 wards, about 80 vacancies a year.",
            "Brought the average time to hire down from 60 days to 45 days.",
        ],
        "Managed recruitment for 3 wards, about 80 vacancies a year, "
        "and brought the average time to hire down from 60 to 45 days.",
    ),
]

FALSE: list[tuple[list[str], str]] = [
    (
        ["Sold 40 subscriptions, and won 12 new clients.", "Helped to coach 2 new clerks on the till and on SAP."],
        "Won 12 new clients and coached 2 new clerks on the till and SAP.",
    ),
    (
        ["Answered letters by phone and email.", "Scheduled deliveries for 4 drivers."],
        "Answered letters by phone and scheduled deliveries and email for 4 drivers.",
    ),
    (["Designed 6 forms used by 45 nurses."], "Designed 45 forms for 6 nurses."),
    (
        ["Built 3 apps used by 900 farmers.", "Ran a stall of 12 metres."],
        "Built 12 apps for 900 farmers and ran a stall of 3 metres.",
    ),
    (["Made 25 cold calls and 6 site visits a week, and opened 52 new accounts."], "Made 25 cold calls a day."),
    (["Made 25 cold calls and 6 site visits a week, and opened 52 new accounts."], "Opened 52 new accounts a week."),
    (["Opened 52 accounts and made 6 site visits a week."], "Opened 52 accounts a week."),
    (
        ["Shortened the yearly service from 40 hours to 30 hours.", "Brought stops down from 30 to 18 a month."],
        "Shortened the yearly service from 40 to 30 hours and brought stops down from 30 to 18 hours.",
    ),
    (
        ["Cut waste from 9% to 5%.", "Took covers up from 60 to 85 a night."],
        "Cut waste to 5% and took covers up from 60 to 85%.",
    ),
    (
        ["Cut costs from $400 to $300.", "Scaled the team up from 4 to 9."],
        "Cut costs from $400 to $300 and scaled the team up from 9 to 4.",
    ),
]


@pytest.mark.parametrize(("lines", "claim"), TRUE)
def test_a_half_rests_on_its_own_line(lines: list[str], claim: str) -> None:
    assert check_lines(lines, claim).reasons == []


@pytest.mark.parametrize(("lines", "claim"), FALSE)
def test_a_figure_of_another_half_is_caught(lines: list[str], claim: str) -> None:
    assert not check_lines(lines, claim).supported
