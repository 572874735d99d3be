"""Nouns around what a line has, and what it tells from the other side, read as the line has it; lying twins stay caught."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume
from tests.resume.grounding.person import TODAY
from tests.resume.grounding.test_standing_in import says


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Planned routes for 65 trucks.", "Planned routes for a fleet of 65 trucks."),
        ("Restored 12 organs in village churches.", "Restored a total of 12 organs in village churches."),
        ("Grew soft fruit and herbs on 3 hectares.", "Grew a range of soft fruit and herbs on 3 hectares."),
        ("Managed 120 customer accounts.", "Managed a customer accounts portfolio of 120."),
        ("Monitored patients after surgery with ECG.", "Tracked the condition of patients after surgery with ECG."),
        ("Taught welding to 30 cadets.", "Taught the basics of welding to 30 cadets."),
        (
            "Prepared invoices and delivery notes for 8 hauliers.",
            "Prepared documents, including invoices and delivery notes, for 8 hauliers.",
        ),
        ("Repaired mixers and ovens in 6 bakeries.", "Repaired equipment such as mixers and ovens in 6 bakeries."),
        ("Fixed leaks in 40 flats.", "Fixed leakage issues in 40 flats."),
        (
            "Translated contracts and wills from Dutch.",
            "Translated legal documents such as contracts and wills from Dutch.",
        ),
        ("Built a stock tool used by 3,200 shops.", "Built a stock tool that serves 3,200 shops."),
        ("Wrote a newsletter read by 900 farmers.", "Wrote a newsletter reaching 900 farmers."),
        ("Wrote to 40 donors; 22 replied.", "Wrote to 40 donors and received replies from 22."),
        ("Asked 60 growers to a survey; 45 responded.", "Asked 60 growers to a survey and gained responses from 45."),
        ("Pitched 10 shops; 4 ordered.", "Pitched 10 shops and won orders from 4."),
        (
            "Grew membership fees from 4,000 euros in 2019 to 7,000 euros in 2022.",
            "Grew annual membership fees from 4,000 euros in 2019 to 7,000 euros in 2022.",
        ),
        (
            "Managed 12 grants with total funding of GBP 800,000.",
            "Managed 12 grants representing GBP 800,000 in total funding.",
        ),
        ("Documented 20 recipes for the kitchen.", "Mapped and documented 20 recipes for the kitchen."),
        ("Built 12 pine and oak half-doors for stables.", "Built 12 half-doors for stables."),
        ("Sent freedom of information requests to 6 councils.", "Sent FOI requests to 6 councils."),
        ("Sold 40 e-bikes a month.", "Sold 40 electric bikes a month."),
        ("Sampled water at 31 salmon farms.", "Collected water samples from 31 salmon farms."),
        ("Wrote a guide for 1,900 tenants.", "Wrote a guide that reaches 1,900 tenants."),
        ("Built a clinic app for 40 midwives.", "Built a clinic app which serves 40 midwives."),
        ("Made masks handed out to 800 pupils.", "Made masks that 800 pupils received."),
        ("Stored 600 barrels in 3 cellars.", "Stored 600 barrels held in 3 cellars."),
        ("Guarded 40 yachts in the marina.", "Guarded 40 yachts moored in the marina."),
        ("Copied 3 TB to tape.", "Copied 3 TB of data to tape."),
        (
            "Cut scrap from 90 to 54 kg a week with daily counts.",
            "Cut weekly scrap from 90 to 54 kg through daily counts.",
        ),
        ("Recovered 4,000 euros from 3 debtors.", "Secured recoveries of 4,000 euros from 3 debtors."),
        ("Lowered pH in 4 pools.", "Lowered pH levels in 4 pools."),
        ("Taught knitting to 9 pensioners.", "Taught knitting techniques to 9 pensioners."),
        ("Kept the books of 34 firms in DATEV.", "Kept the books of 34 firms using DATEV software."),
        ("Held 20 evenings that 900 parents came to.", "Held 20 evenings attended by 900 parents."),
        ("Counted birds on 12 lakes every spring.", "Conducted annual spring bird counts on 12 lakes."),
        (
            "Introduced online bookings in Mews, cutting queues.",
            "Introduced an online booking system, Mews, cutting queues.",
        ),
        ("Rolled out timesheets in Kronos to 300 staff.", "Implemented a timesheet system, Kronos, for 300 staff."),
        (
            "Own the forecast for 5 units with revenue of USD 4 million.",
            "Responsible for the forecast of 5 units generating USD 4 million in revenue.",
        ),
        (
            "Helped introduce electronic patient records in Cerner at 2 sites.",
            "Helped introduce the Cerner system for electronic patient records at 2 sites.",
        ),
    ],
)
def test_what_a_line_has_may_be_gathered_named_by_its_kind_or_told_from_the_other_side(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Planned routes for 65 trucks.", "Planned routes for a team of 65."),
        ("Planned routes for 65 trucks.", "Planned routes for a fleet of 75 trucks."),
        ("Planned routes for 65 trucks.", "Planned routes for a fleet of 65 ships."),
        ("Led 8 workshops on grief.", "Led a team of 8 on grief."),
        ("Trained 6 students.", "Trained a group of staff across the hospital."),
        ("Taught swimming to 30 children.", "Taught 30 children at a swimming pool."),
        ("Monitored 12 apprentices in the foundry.", "Led the progress of 12 apprentices in the foundry."),
        (
            "Prepared invoices and delivery notes for 8 hauliers.",
            "Prepared contracts, including invoices, for 8 hauliers.",
        ),
        (
            "Prepared invoices and delivery notes for 8 hauliers.",
            "Prepared customs documents, including invoices and delivery notes, for 8 hauliers.",
        ),
        ("Fixed leaks in 40 flats.", "Fixed electrical issues in 40 flats."),
        ("Logged leaks in 40 flats.", "Fixed leakage issues in 40 flats."),
        ("Built a stock tool used by 3,200 shops.", "Built a stock tool that serves 3,900 shops."),
        ("Built a stock tool used by 3,200 shops.", "Built a stock tool serving 3,200 banks."),
        ("Wrote to 40 donors; 22 replied.", "Wrote to 40 donors and received donations from 22."),
        ("Wrote to 40 donors; 22 replied.", "Wrote to 40 donors and received replies from 32."),
        (
            "Grew membership fees from 4,000 euros in May 2019 to 7,000 euros in June 2022.",
            "Grew annual membership fees from 4,000 euros in May 2019 to 7,000 euros in June 2022.",
        ),
        ("Handled 300 calls a month.", "Handled 300 daily calls."),
        (
            "Designed 14 lamps, 9 of which went into series production.",
            "Designed 14 lamps, nine of which left series production.",
        ),
        ("Documented 20 recipes for the kitchen.", "Developed and documented 20 recipes for the kitchen."),
        ("Repaired 30 clocks for 4 museums.", "Sold and repaired 30 clocks for 4 museums."),
        ("Looked after patients with ECG.", "Looked after an intensive ward of patients with ECG."),
        (
            "Gave advice on family budgets and kept a register.",
            "Advised directors on family budgets and kept a register.",
        ),
        ("Wrote a guide for 1,900 tenants.", "Wrote a guide that reaches 2,900 tenants."),
        ("Wrote a guide for 1,900 tenants.", "Wrote a guide that reaches 1,900 landlords."),
        ("Planned a guide for 1,900 tenants.", "Wrote a guide that reaches 1,900 tenants."),
        ("Made masks handed out to 800 pupils.", "Made masks that 800 teachers received."),
        ("Made masks handed out to 800 pupils.", "Made masks that 900 pupils received."),
        ("Guarded 40 yachts in the marina.", "Guarded 40 yachts built in the marina."),
        ("Guarded 40 yachts for the marina.", "Guarded 40 yachts moored in Split."),
        ("Copied 3 TB to tape.", "Copied 3 TB of films to tape."),
        ("Asked for 4,000 euros from 3 debtors.", "Secured recoveries of 4,000 euros from 3 debtors."),
        ("Nursed 9 patients on 2 wards.", "Nursed 9 patients dying on 2 wards."),
        ("Measured pH in 4 pools.", "Lowered pH levels in 4 pools."),
        ("Kept the books of 34 firms in DATEV.", "Wrote DATEV software for 34 firms."),
        ("Held 20 evenings that 900 parents came to.", "Held 20 evenings attended by 900 teachers."),
        ("Counted birds on 12 lakes in spring 2021.", "Conducted annual spring bird counts on 12 lakes."),
        (
            "Introduced online bookings in Mews, cutting queues.",
            "Built an online booking system, Mews, cutting queues.",
        ),
        ("Introduced payroll checks in Sage at 4 shops.", "Introduced a payroll system, Sage, at 4 shops."),
        ("Ran 12 grants with funding of USD 4 million.", "Ran 12 grants generating USD 4 million in funding."),
        ("Ran 5 units with costs of USD 4 million.", "Ran 5 units generating USD 4 million in revenue."),
        ("Wrote monthly reports in SAP for 4 mills.", "Wrote a report system, SAP, for 4 mills."),
        ("Rolled out timesheets in Kronos to 300 staff.", "Rolled out a timesheet system, Workday, to 300 staff."),
    ],
)
def test_another_number_thing_deed_or_audience_is_caught_whatever_stands_around_it(line: str, claim: str) -> None:
    assert not says(line, claim)


def does(title: str, lines: list[str], claim: str) -> bool:
    """Whether a role with a title and some lines lets one claim another."""
    role = {"name": "Tamsel Ferries", "position": title, "highlights": lines}
    facts = number_facts(Resume.model_validate({"work": [role]}))
    return FactBase(facts, TODAY).check(claim, entry="w1").supported


@pytest.mark.parametrize(
    ("title", "claim", "follows"),
    [
        ("Midwife", "Counselled clients on family planning at 2 clinics a week.", True),
        ("Midwife", "Counselled managers on family planning at 2 clinics a week.", False),
        ("Clerk", "Counselled patients on family planning at 2 clinics a week.", False),
    ],
)
def test_whom_a_trade_serves_may_be_named_where_the_line_names_nobody(title: str, claim: str, follows: bool) -> None:
    line = "Gave family planning counselling at 2 clinics a week and kept the register."
    assert does(title, [line], claim) == follows


@pytest.mark.parametrize(
    ("claim", "follows"),
    [
        ("Analysed 200 loans a year in a team of 7 analysts, and mentored 2 trainees.", True),
        ("Analysed 200 loans a year as part of a team of 7 analysts.", True),
        ("Analysed 200 loans a year in a team of 9 analysts, and mentored 2 trainees.", False),
        ("Analysed 200 loans a year, leading a team of 7 analysts.", False),
        ("Analysed 300 loans a year in a team of 7 analysts.", False),
    ],
)
def test_how_many_one_worked_with_may_stand_behind_what_one_did(claim: str, follows: bool) -> None:
    lines = ["Analysed 200 loans a year in Excel.", "Worked in a team of 7 analysts and mentored 2 trainees."]
    assert does("Analyst", lines, claim) == follows
