"""Whom one leads by what one runs, who stayed, what none of them was, and what a word for its kind counts."""

import pytest

from tests.resume.grounding.test_modality import check, check_lines

SHOP = "Manage a 1,400 m² household goods store with 22 staff and sales of £9 million."
HOTEL = "Ran a hotel with 45 employees."
MARKET = "Manage a supermarket of 1,800 square metres with 42 staff."
FOREST = "Manage 3,200 hectares of pine forest with 8 field workers."
ACCOUNTS = "Manage 40 accounts of a hospital with 300 employees."
TEAM = "Lead a team of 5: two conservators, a registrar and two educators."
CREW = "Manage a crew of 7 (four welders, two fitters and an apprentice)."
MUSEUM = "Manage the archive of a museum with 40 staff."
CLERKS = "Worked in a team of 12: eight clerks and four drivers."
HIRED = "Hired 14 people, 9 of whom were still employed after two years."
RETURNS = "Prepared 40 tax returns a year; not one was rejected."
COOLERS = "Installed and cleaned split-type air conditioners, up to 5 units a day."
LEAFLETS = "Translated leaflets for hospitals, 30 items a month."
REPORTS = "Contributed figures and tables to 2 donor reports a year."


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (SHOP, "Lead 22 staff in a household goods store."),
        (HOTEL, "Led 45 employees in a hotel."),
        (MARKET, "Lead 42 staff in a supermarket of 1,800 square metres."),
        (FOREST, "Lead 8 field workers in a pine forest."),
        (TEAM, "Lead two conservators, a registrar and two educators."),
        (CREW, "Manage four welders, two fitters and an apprentice."),
        (HIRED, "Recruited 14 employees, 9 of whom remained with the company after two years."),
        (HIRED, "Hired 14 people, 9 of whom still worked there after two years."),
        (RETURNS, "No tax return was rejected."),
        (RETURNS, "Prepared 40 tax returns a year, none of them rejected."),
        (COOLERS, "Installed and cleaned up to 5 split-type air conditioners a day."),
        (LEAFLETS, "Translated 30 leaflets a month for hospitals."),
        (REPORTS, "Provided figures and tables for 2 donor reports per year."),
    ],
)
def test_what_follows_from_the_line_is_let_pass(source: str, claim: str) -> None:
    assert check(source, claim).reasons == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (SHOP, "Lead 28 staff in a household goods store."),
        (MUSEUM, "Lead 40 staff."),
        (ACCOUNTS, "Lead 300 employees."),
        (CLERKS, "Supervised eight clerks and four drivers."),
        (TEAM, "Lead three conservators, a registrar and two educators."),
        (HIRED, "Recruited 14 employees, 11 of whom remained with the company after two years."),
        (HIRED, "Hired 14 people, 9 of whom were promoted after two years."),
        (RETURNS, "Prepared 40 tax returns a year; no audit was held."),
        (RETURNS, "Prepared 40 tax returns a year; one was rejected."),
        (COOLERS, "Installed and cleaned up to 5 split-type air conditioners an hour."),
        (LEAFLETS, "Translated leaflets for 30 hospitals a month."),
        (REPORTS, "Produced 2 donor reports a year."),
    ],
)
def test_what_the_line_does_not_say_is_caught(source: str, claim: str) -> None:
    assert check(source, claim).reasons != []


INSPECTIONS = "Prepared the files for 5 inspections, all of which ended without a fine."
AUDITS = "Closed 12 audits; none resulted in a penalty."
PAYROLL = "Run the payroll for 1,050 employees, 640 white-collar and 410 blue-collar."
DRIVES = "Troubleshoot programmable logic controllers and drives."
ROTA = "Responsible for the monthly rota and the till."
MALARIA = "Merged data for 3 studies on malaria in children."
LIFTING = "Taught safe lifting to 45 home care workers."
STROKE = "Treat 8 to 10 patients a day after stroke."


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (INSPECTIONS, "Prepared the files for 5 inspections, none of which resulted in a fine."),
        (AUDITS, "Closed 12 audits, all of which ended without a penalty."),
        (PAYROLL, "Run the payroll for 1,050 employees, with more white-collar than blue-collar staff."),
        (DRIVES, "Diagnose faults on PLCs and drives."),
        (ROTA, "Responsible for the monthly staff rota and the till."),
        (MALARIA, "Merged data for 3 studies on childhood malaria."),
        (LIFTING, "Taught safe lifting to 45 home carers."),
        (STROKE, "Provide physiotherapy to 8 to 10 patients a day."),
    ],
)
def test_what_the_line_implies_is_let_pass(source: str, claim: str) -> None:
    assert check(source, claim, title="Physiotherapist").reasons == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (INSPECTIONS, "Prepared the files for 5 inspections, one of which resulted in a fine."),
        (AUDITS, "Closed 12 audits, all of which ended with a penalty."),
        (PAYROLL, "Run the payroll for 1,050 employees, with more blue-collar than white-collar staff."),
        (DRIVES, "Program logic controllers and drives."),
        (ROTA, "Responsible for the monthly menu and the till."),
        (MALARIA, "Merged data for 3 studies on adult malaria."),
        (LIFTING, "Taught safe lifting to 45 family carers."),
        (STROKE, "Provide physiotherapy to 12 patients a day."),
    ],
)
def test_what_only_sounds_like_the_line_is_caught(source: str, claim: str) -> None:
    assert check(source, claim, title="Physiotherapist").reasons != []


ORDERING = "Responsible for planning weekly shifts and for ordering stock of 1,200 articles."
BUYING = "Responsible for planning the menu and buying fish."
HIRING = "In charge of planning the harvest and of hiring 40 pickers."
LAPTOPS = "Tasked with requesting quotes and with buying 30 laptops."
QUOTES = "Tasked with requesting quotes for buying 30 laptops."
COURSES = "Was responsible for proposing new courses and for teaching 30 pupils."
SHOPS = "Was responsible for planning the building of 6 shops."
WORKS = "Responsible for planning building works and catering services."


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (ORDERING, "Ordered stock of 1,200 articles."),
        (BUYING, "Bought fish."),
        (HIRING, "Hired 40 pickers."),
        (LAPTOPS, "Bought 30 laptops."),
        (COURSES, "Taught 30 pupils."),
        (COURSES, "Proposed new courses."),
        (SHOPS, "Planned the building of 6 shops."),
    ],
)
def test_a_second_duty_may_be_told_as_done(source: str, claim: str) -> None:
    assert check(source, claim).reasons == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (HIRING, "Harvested."),
        (QUOTES, "Bought 30 laptops."),
        (COURSES, "Introduced new courses."),
        (SHOPS, "Built 6 shops."),
        (WORKS, "Catered services."),
    ],
)
def test_what_it_was_a_duty_to_plan_is_not_told_as_done(source: str, claim: str) -> None:
    assert not check(source, claim).supported


def test_a_second_deed_of_a_letter_is_not_led() -> None:
    lines = [
        "Led the evaluation of 90 engineering jobs.",
        "Delivered training in absence management to 35 line managers.",
    ]
    told = "I have led the evaluation of 90 engineering jobs and {} 35 line managers in absence management."
    assert check_lines(lines, told.format("trained")).reasons == []
    assert not check_lines(lines, told.format("supervised")).supported
    assert not check_lines(lines, "I have led and trained 35 line managers in absence management.").supported
