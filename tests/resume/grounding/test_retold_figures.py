"""Figures told in another way than the source tells them, and the same with one slip."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume
from tests.resume.grounding.person import TODAY
from tests.resume.grounding.test_modality import check

RATES = [
    (
        "Introduced a falls bundle in 2018, which brought falls down from 6.0 to 4.5 per 1,000 bed days.",
        "Introduced a falls bundle in 2018, which lowered falls by 25%.",
        "Introduced a falls bundle in 2018, which brought falls down from 6.0 to 3.5 per 1,000 bed days.",
    ),
    (
        "Introduced a falls bundle in 2018, which brought falls down from 6.0 to 4.5 per 1,000 bed days.",
        "Introduced a falls bundle that brought falls down by a quarter, to 4.5 per 1,000 bed days.",
        "Introduced a falls bundle in 2018, which brought falls down from 6.0 to 4.5 per 100 bed days.",
    ),
    (
        "Reduced the cost of printing a page from 50 cents to 35 cents.",
        "Cut the cost of printing a page by 30%, to 35 cents.",
        "Cut the cost of printing a page by 50%, to 35 cents.",
    ),
    (
        "Takings rose by 15% in a year; one in five guests tipped.",
        "Takings rose 15% in a year.",
        "Takings rose 20% in a year.",
    ),
    (
        "In winter 12% of the looms stood still.",
        "In winter one in eight looms stood still.",
        "In winter one in seven looms stood still.",
    ),
]

COUNTS = [
    (
        "Teach four classes of 20 to 25 pupils each.",
        "Teach 80 to 100 pupils in four classes.",
        "Teach 100 to 120 pupils in four classes.",
    ),
    (
        "Throw three kilns a month of 40 to 50 pots each.",
        "Throw 120 to 150 pots a month.",
        "Throw 120 to 150 pots a week.",
    ),
    (
        "Baked about 300 rye and sourdough wheat loaves a night.",
        "Baked some 300 loaves of rye and sourdough wheat a night.",
        "Baked some 300 rye and sourdough wheat loaves an hour.",
    ),
    (
        "Lead a gang of 8 track workers and a night shift of 14.",
        "Lead eight track workers and a 14-strong night shift.",
        "Lead a gang of 9 track workers and a night shift of 14.",
    ),
]


TIMES = [
    (
        "Shortened the time from sketch to first sample from 21 days to 14.",
        "Brought first samples a week forward, from 21 days after the sketch to 14.",
        "Brought first samples two weeks forward, from 21 days after the sketch to 14.",
    ),
    (
        "Shortened the time from sketch to first sample from 21 days to 14.",
        "Had first samples a week sooner: 14 days after the sketch instead of 21.",
        "Had first samples a month sooner: 14 days after the sketch instead of 21.",
    ),
    (
        "Halved the duration of the end-of-line test, from 90 seconds to 45.",
        "Made the end-of-line test 50% shorter, 45 seconds in place of a minute and a half.",
        "Made the end-of-line test 50% shorter, 30 seconds in place of a minute.",
    ),
    (
        "Halved the duration of the end-of-line test, from 90 seconds to 45.",
        "Made the end-of-line test twice as fast: 45 seconds, not 90.",
        "Made the end-of-line test three times as fast: 45 seconds, not 90.",
    ),
    (
        "Halved the duration of the end-of-line test, from 90 seconds to 45.",
        "Made the end-of-line test half as long, 45 seconds.",
        "Made the end-of-line test a third as long, 45 seconds.",
    ),
]

PARTS = [
    (
        "Delivered 12,000 parcels in 2019, 96% of them on time.",
        "Delivered 12,000 parcels in 2019; 96% were on time.",
        "Delivered 12,000 parcels in 2019; 4% were on time.",
    ),
    (
        "One in five guests tipped; takings rose by 15%.",
        "20% of guests tipped.",
        "One in four guests tipped.",
    ),
]

DOERS = [
    (
        "Built a spare-parts database that the plant's 14 fitters use.",
        "Built a spare-parts database, used by 14 fitters.",
        "Built a spare-parts database, used by 40 fitters.",
    ),
    (
        "Took part in the working group on cycle parking at stations.",
        "Joined a working group on cycle parking at stations.",
        "Led a working group on cycle parking at stations.",
    ),
    (
        "Member of the working group that rewrote the stroke protocol in 2020.",
        "Worked with others on the rewriting of the stroke protocol in 2020.",
        "Managed the rewriting of the stroke protocol in 2020.",
    ),
]

SUMS = [
    (
        "Delivered 12,000 parcels in 2019.",
        "Delivered 12,000 parcels in 2019, about 1,000 a month.",
        "Delivered 12,000 parcels in 2019, about 2,000 a month.",
    ),
    (
        "Drove 60,000 km a year without an accident.",
        "Drove 60,000 accident-free kilometres a year.",
        "Drove 60,000 accident-free miles a year.",
    ),
    (
        "Reduced the cost of a printed page from 50 cents to 35 cents.",
        "Made a printed page 15 cents cheaper.",
        "Made a printed page 35 cents cheaper.",
    ),
]

INTERVALS = [
    (
        "Wired new houses, averaging one house every 5 days.",
        "Wired new houses, one every five days on average.",
        "Wired new houses, averaging one house a day.",
    ),
    (
        "Visited the health posts at six-week intervals.",
        "Visited the health posts every six weeks.",
        "Visited the health posts every three weeks.",
    ),
    (
        "Run a phishing drill each quarter for 2,300 employees.",
        "Run four phishing drills a year for 2,300 employees.",
        "Run two phishing drills a year for 2,300 employees.",
    ),
    (
        "Answer roughly 90 queries a month; most are closed the same day.",
        "Answer around three queries a day; most are closed the same day.",
        "Answer roughly 90 queries a month; most are closed the same week.",
    ),
    (
        "Brought the time per run down from 16 hours to 4.",
        "Brought the time per run down by 12 hours.",
        "Brought the time per month down from 16 hours to 4.",
    ),
    (
        "The click rate of trained staff fell from 18% to 6% in a year.",
        "The click rate of trained staff fell to a third in a year.",
        "The click rate of trained staff fell from 18% to 6% in a quarter.",
    ),
]

OFTEN = [
    (
        "Ran a parenting course four times a year for groups of 8 to 10 parents.",
        "Ran four parenting courses a year with eight to ten parents each.",
        "Ran four parenting courses a month with eight to ten parents each.",
    ),
    (
        "Was never absent for more than two days a year.",
        "Was absent for at most two days a year.",
        "Was absent for at least two days a year.",
    ),
    (
        "Won 14 of 20 tenders in 2017 and 18 of 24 in 2018.",
        "Won 70% of 20 tenders in 2017 and three quarters of 24 in 2018.",
        "Won 75% of 20 tenders in 2017.",
    ),
    (
        "Opened a branch in Graz that broke even after 14 months.",
        "Opened a branch in Graz that broke even in just over a year.",
        "Opened a branch in Graz that broke even in just over half a year.",
    ),
    (
        "Looked after 40 dairy herds with some 5,200 cows.",
        "Looked after 40 dairy herds averaging some 130 cows.",
        "Looked after 40 dairy herds averaging some 230 cows.",
    ),
    (
        "Visited 25 families a week, a third of them outside office hours.",
        "Visited 25 families weekly, two thirds of them during office hours.",
        "Visited 25 families a week, two thirds of them outside office hours.",
    ),
]

ADDED = [
    (
        "Took 48 pupils on a field trip to Iceland in 2022.",
        "Took 48 pupils to Iceland on a field trip in 2022.",
        "Took 48 pupils on a field trip to Iceland every year.",
    ),
    (
        "Run a weather club of 15 pupils that meets every second Thursday.",
        "Run a weather club for 15 pupils, which meets fortnightly on Thursdays.",
        "Run a weather club of 15 pupils that meets every Thursday.",
    ),
    (
        "Drew the details for a school of 14 classrooms.",
        "Drew the details for a 14-classroom school.",
        "Drew the details for 14 schools.",
    ),
    (
        "Led a shift of 18 pickers; stood in for the depot manager for four weeks in 2020.",
        "Led 18 pickers; stood in for the depot manager for four weeks in 2020.",
        "Led a shift of 18 pickers and was depot manager in 2020.",
    ),
    (
        "Wrote applications for EU grants of €128,000 in total.",
        "Wrote applications for EU grants of €128,000 in all.",
        "Wrote applications for EU grants of €128,000 each.",
    ),
    (
        "Helped run a campaign with the parish: 480 cats in 6 weekends.",
        "Helped run a campaign with the parish, an average of 80 cats per weekend.",
        "Helped run a campaign with the parish, an average of 60 cats per weekend.",
    ),
    (
        "Contributed to the ISO 15189 file, writing 5 of its 20 work instructions.",
        "Contributed to the ISO 15189 file, writing a quarter of its 20 work instructions.",
        "Contributed to the ISO 15189 file, writing 20 of its 25 work instructions.",
    ),
    (
        "Unloaded some 25 lorries a day with forklifts of 3 and 7 tonnes.",
        "Unloaded some 25 lorries daily with 3- and 7-tonne forklifts.",
        "Unloaded some 25 lorries daily with 3- and 5-tonne forklifts.",
    ),
]

NEIGHBOURS = [
    (
        "Lowered the share of rejected declarations from 12% to 4% over two years.",
        "Cut the share of rejected declarations by two thirds over two years.",
        "Cut the share of rejected declarations by two thirds over three years.",
    ),
    (
        "Reduced the changeover time on the line from 80 minutes to 30.",
        "Saved 50 minutes per changeover on the line.",
        "Saved 80 minutes per changeover on the line.",
    ),
    (
        "Lead a pastry brigade of 9 that produces 450 portions a day.",
        "Lead a pastry brigade of 9 producing 450 portions a day.",
        "Lead a pastry brigade of 19 producing 450 portions a day.",
    ),
    (
        "Manage 3,200 hectares of pine forest with 8 field workers. Draw harvest maps.",
        "Manage 3,200 hectares of pine forest with 8 field workers and draw harvest maps.",
        "Manage 3,200 hectares of pine forest with 18 field workers and draw harvest maps.",
    ),
    (
        "Tested a draft with 12 families and dropped 7 of 40 exercises.",
        "Tested a draft with 12 families and kept 33 of 40 exercises.",
        "Tested a draft with 12 families and kept 37 of 40 exercises.",
    ),
    (
        "Cut the median time to the first patient from 90 to 54 days.",
        "Cut the median time to the first patient by 36 days.",
        "Cut the mean time to the first patient from 90 to 54 days.",
    ),
    (
        "Coordinate 7 open phase II and III trials.",
        "Coordinate seven open trials of phases II and III.",
        "Coordinate 7 open phase I and II trials.",
    ),
    (
        "Drove the ambulance on alternate shifts.",
        "Drove the ambulance every other shift.",
        "Drove the ambulance on every shift.",
    ),
    (
        "Mentor two paramedic students each semester.",
        "Mentor four paramedic students a year.",
        "Mentor six paramedic students a year.",
    ),
    (
        "Calibrated 16 pipettes and 4 centrifuges every quarter.",
        "Calibrated 20 pieces every quarter: 16 pipettes and 4 centrifuges.",
        "Calibrated 30 pieces every quarter: 16 pipettes and 4 centrifuges.",
    ),
]

GROUPS = [
    (
        "Lead a night shift of 28 pickers and 4 drivers.",
        "Lead a night shift of 32: 28 pickers and four drivers.",
        "Lead a night shift of 28.",
    ),
    (
        "Reduced complaints from 30 to 12 a month in 2022.",
        "Reduced complaints by 18 a month in 2022, from 30 to 12.",
        "Reduced complaints by 12 a month in 2022, from 30 to 18.",
    ),
    (
        "Had no lost-time accident between March 2021 and March 2023.",
        "From March 2021 to March 2023 had no lost-time accident.",
        "Had no lost-time accident since March 2021.",
    ),
    (
        "Helped the marketing team plan two open days, which drew 210 visitors in total.",
        "Helped the marketing team plan two open days with 210 visitors, 105 each on average.",
        "Helped the marketing team plan three open days with 210 visitors, 70 each on average.",
    ),
    (
        "Had no failures in 4 yearly hygiene inspections.",
        "Had no failure in four yearly hygiene inspections.",
        "Had no failure in eight yearly hygiene inspections.",
    ),
    (
        "Manage a supply budget of $48,000 a year; spent $5,500 less than planned in 2022.",
        "Ended 2022 $5,500 under plan on a supply budget of $48,000 a year.",
        "Manage a supply budget of $48,000 a year, coming in $5,500 under plan every year.",
    ),
]

SHORT_NAMES = [
    (
        "Shortened the vehicle check from 25 to 15 minutes with a checklist.",
        "Cut the time of the vehicle check by 40%, to a quarter of an hour, with a checklist.",
        "Cut the time of the vehicle check by 60%, to a quarter of an hour, with a checklist.",
    ),
    (
        "Reduced field returns due to firmware from 1.2% to 0.3% between 2016 and 2019.",
        "Cut field returns caused by firmware to a quarter, from 1.2% in 2016 to 0.3% in 2019.",
        "Cut field returns caused by firmware to a third, from 1.2% in 2016 to 0.3% in 2019.",
    ),
    (
        "The inspection closed with no critical findings and 2 minor ones.",
        "The inspection closed with two minor findings and no critical ones.",
        "The inspection closed with two critical findings and no minor ones.",
    ),
    (
        "Own the roadmap for a wallet with 1.4 million monthly active users.",
        "Own the roadmap for a wallet with 1.4 million MAU.",
        "Own the roadmap for a wallet with 2.4 million MAU.",
    ),
    (
        "Did not make recommendations without a senior analyst's approval.",
        "Made no recommendations without a senior analyst's approval.",
        "Made recommendations without a senior analyst's approval.",
    ),
]

MARKS = [
    (
        "Raised the cleanliness score from 7.9 to 9.1 out of 10.",
        "Raised the cleanliness score by 1.2 points, to 9.1 out of 10.",
        "Raised the cleanliness score by 2.1 points, to 9.1 out of 10.",
    ),
    (
        "Improved the combined ratio of the book from 104% to 93%.",
        "Brought the combined ratio of the book down by 11 points.",
        "Brought the combined ratio of the book to below 90%.",
    ),
    (
        "Answer about 900 calls a year.",
        "Answer roughly 900 calls a year.",
        "Answer exactly 900 calls a year.",
    ),
    (
        "Clear 420 import declarations a month for 35 clients.",
        "Clear 420 import declarations a month, 12 per client on average.",
        "Clear 420 import declarations a month, 35 per client on average.",
    ),
]

SOME = [
    (
        "Illustrated more than 60 books, 12 of which are still in print.",
        "Illustrated more than 60 books; 12 are still in print.",
        "Illustrated more than 60 books, which are still in print.",
    ),
    (
        "Coached 20 apprentices, some of whom now run their own shops.",
        "Coached 20 apprentices; some now run their own shops.",
        "Coached 20 apprentices, who now run their own shops.",
    ),
]

EACH_PERIOD = [
    (
        "Responsible for paying 300 invoices of 40 suppliers every week.",
        "Paid 300 invoices weekly.",
        "Paid 300 invoices every month.",
    ),
    (
        "Inspected 120 lifts in 14 buildings each month.",
        "Inspected 120 lifts each month.",
        "Inspected 120 lifts a year.",
    ),
    (
        "Delivered 300 parcels to about 40 shops a day.",
        "Delivered 300 parcels a day.",
        "Delivered 300 parcels each week.",
    ),
    (
        "Supervised 14 drivers on 30 routes a day.",
        "Supervised drivers on 30 routes a day.",
        "Supervised 14 drivers a day.",
    ),
    (
        "Was responsible for banking about A$8,000 in cash donations a week.",
        "Banked about A$8,000 in cash donations a week.",
        "Banked about A$8,000 in cash donations a month.",
    ),
    (
        "Collected $400 in unpaid fines each week at the library.",
        "Collected $400 in fines per week.",
        "Collected $400 in fines each day.",
    ),
    (
        "Sold €3,200 in gift cards per month.",
        "Sold €38,400 in gift cards per year.",
        "Sold €3,200 in gift cards a week.",
    ),
]

SHARES = [
    (
        "Filed 84 of 84 monthly VAT returns on time in 2023.",
        "Filed 100% of 84 monthly VAT returns on time in 2023.",
        "Filed 99% of 84 monthly VAT returns on time in 2023.",
    ),
    (
        "Passed 12 out of 12 inspections at the first attempt.",
        "Passed 100% of inspections at the first attempt.",
        "Raised passes of inspections by 100%.",
    ),
    (
        "27 of 30 pupils passed mathematics and 20 of 24 pupils passed physics.",
        "90% of pupils passed mathematics.",
        "90% of pupils passed physics.",
    ),
    (
        "Delivered 30 of 30 sets on schedule; 20 of 24 actors praised them.",
        "Delivered 100% of sets on schedule.",
        "100% of actors praised the sets.",
    ),
]

ALONE = [
    (
        "Coached 36 trainee drivers one to one in Braga over 10-week placements.",
        "Coached 36 trainees one to one in Braga.",
        "Coached 40 trainees one to one in Braga.",
    ),
    (
        "Met 12 engineers one on one every month.",
        "Held monthly 1:1s with 12 engineers.",
        "Held monthly 1:1s with 14 engineers.",
    ),
    (
        "Gave 20 one-to-one lessons a week.",
        "Gave 20 1-on-1 lessons weekly.",
        "Gave 21 1-on-1 lessons weekly.",
    ),
    (
        "Took the chain from 1 to 100 shops.",
        "Took the chain from 1 to one hundred shops.",
        "Took the chain from 1 to 110 shops.",
    ),
]

DAYS = [
    (
        "Cut no-shows by calling guests the day before arrival.",
        "Cut no-shows by calling guests one day before arrival.",
        "Cut no-shows by calling guests two days before arrival.",
    ),
    (
        "Ran 10-week courses and texted parents the day after each missed class.",
        "Ran 10-week courses and texted parents one day after each missed class.",
        "Ran 10-week courses and texted parents three days after each missed class.",
    ),
    (
        "Sent proofs to 40 clients two days before print.",
        "Sent proofs to 40 clients 2 days before print.",
        "Sent proofs to 40 clients the day before print.",
    ),
    (
        "Checked the rig the day before each show for 3 weeks.",
        "Checked the rig for 3 weeks.",
        "Checked the rig for 3 days.",
    ),
    (
        "Treat about 12 patients a day, 4 days a week.",
        "Treat around 48 patients a week.",
        "Treat around 84 patients a week.",
    ),
    (
        "Taught 3 classes a day, five days a week.",
        "Taught 15 classes a week.",
        "Taught 15 classes a day.",
    ),
    (
        "Drove 6 hours a day, 5 days a week.",
        "Drove 30 hours a week.",
        "Drove 36 hours a week.",
    ),
]

PAIRS = (
    DAYS
    + ALONE
    + EACH_PERIOD
    + SHARES
    + GROUPS
    + SHORT_NAMES
    + NEIGHBOURS
    + ADDED
    + OFTEN
    + INTERVALS
    + MARKS
    + SUMS
    + SOME
    + RATES
    + COUNTS
    + TIMES
    + PARTS
    + DOERS
)


@pytest.mark.parametrize(("source", "faithful"), [(source, faithful) for source, faithful, _ in PAIRS])
def test_a_figure_may_be_told_in_another_way(source: str, faithful: str) -> None:
    assert check(source, faithful).reasons == []


@pytest.mark.parametrize(("source", "slip"), [(source, slip) for source, _, slip in PAIRS])
def test_a_figure_told_in_another_way_keeps_its_value_and_what_it_is_of(source: str, slip: str) -> None:
    assert not check(source, slip).supported


def base_of(*lines: str) -> FactBase:
    """The facts of one role with these lines."""
    role = {
        "name": "Lensworth",
        "position": "Optician",
        "startDate": "2014-02",
        "endDate": "2018-12",
        "highlights": lines,
    }
    return FactBase(number_facts(Resume.model_validate({"work": [role]})), TODAY)


def test_money_that_another_line_speaks_of_does_not_undo_a_denial() -> None:
    facts = base_of(
        "Set up a mobile money campaign for donors.", "Report to the board; accept no money from alcohol firms."
    )
    assert not facts.check("Report to the board and accept money from alcohol firms.", entry="w1").supported
    assert facts.check("Report to the board and turn down money from alcohol firms.", entry="w1").reasons == []


def test_the_size_of_a_team_is_not_made_of_another_lines_people() -> None:
    facts = base_of("Manage a team of four.", "Set up the records and trained five colleagues to keep them.")
    assert not facts.check("Manage a team of six.", cites=["w1.1"], entry="w1").supported


def test_a_title_in_one_word_may_open_a_line_with_how_long_it_was_held() -> None:
    facts = base_of("Sold 30 pairs of glasses a week.")
    assert facts.check("Optician at Lensworth for almost five years.", entry="w1").reasons == []
    assert not facts.check("Optician at Lensworth for over five years.", entry="w1").supported


@pytest.mark.parametrize(
    "line", ["Speaks English at B1.", "Polish and Russian at B2, English at B1.", "B2 Polish and B1 English."]
)
def test_languages_are_spoken_at_their_own_levels(line: str) -> None:
    assert _polyglot().check(line, section="summary").reasons == []


@pytest.mark.parametrize(
    "line", ["Speaks English at B2.", "Polish, Russian and English at B2.", "B2 Polish and B2 English."]
)
def test_no_language_is_spoken_at_the_level_of_another(line: str) -> None:
    assert not _polyglot().check(line, section="summary").supported


def _polyglot() -> FactBase:
    levels = {"Polish": "B2", "Russian": "B2", "English": "B1"}
    languages = [{"language": name, "fluency": level} for name, level in levels.items()]
    return FactBase(number_facts(Resume.model_validate({"languages": languages})), TODAY)


def test_a_line_that_only_resembles_the_claim_does_not_make_help_a_deed() -> None:
    facts = base_of("Contributed to a grant proposal that brought in €640,000.", "Give talks to 30 guides each year.")
    assert not facts.check("Won a grant of €640,000 over three years.", entry="w1").supported


def test_a_summary_that_holds_the_words_does_not_hide_the_line_that_has_the_figure() -> None:
    resume = {
        "basics": {"name": "Ante Galej", "summary": "Ship's cook. I cook for mixed crews."},
        "work": [
            {"name": "Bura Lines", "position": "Chief Cook", "highlights": ["Cook meals for a crew of 24 at sea."]}
        ],
    }
    facts = FactBase(number_facts(Resume.model_validate(resume)), TODAY)
    assert facts.check("Ship's cook who has cooked for a crew of 24.", section="summary").reasons == []
    assert not facts.check("Ship's cook who has cooked for a crew of 42.", section="summary").supported
