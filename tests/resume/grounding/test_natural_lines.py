"""Natural lines over the invented people of the evaluation: what their resumes say in other words, and the same with a lie."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume

TODAY = date(2026, 11, 20)
PEOPLE = Path(__file__).parents[3] / "evals" / "datasets" / "people"

TRUE: list[tuple[str, str | None, str]] = [
    ("accountant", "w1", "Cut the month-end close for four entities from 11 business days to 6."),
    ("accountant", "w1", "Shortened the month-end close for four entities by five business days."),
    (
        "accountant",
        "w1",
        "Prepared the year-end audit file, with no adjusting entries proposed in the last two audits.",
    ),
    ("accountant", "w1", "Prepared GST and PST returns and payroll tax remittances."),
    (
        "accountant",
        "w1",
        "Worked with the controller on replacing Sage 300 with NetSuite, mapping 1,400 general "
        "ledger accounts and testing with users.",
    ),
    ("accountant", "w1", "Supervise two accounts payable clerks and prepare IFRS consolidated financial statements."),
    ("accountant", "w1", "Prepare the lender's reporting package four times a year."),
    ("accountant", "w2", "Kept a fixed asset register with a cost of $31.2 million and reconciled 9 accounts."),
    ("accountant", "w2", "Built an Excel lease schedule covering 118 leases with pivot tables and Power Query."),
    ("accountant", "w2", "Reported job costs for 14 rigs."),
    ("accountant", "w3", "Found a card fee error that cost $46,000 a year; the processor refunded it."),
    ("accountant", "w3", "Handled about 900 invoices a month for seven stores."),
    ("accountant", "w3", "Handled about 10,800 invoices a year."),
    ("accountant", "w3", "Helped the controller prepare budgets."),
    ("accountant", "w4", "Prepared roughly 260 individual tax returns in a single season."),
    (
        "accountant",
        None,
        "CPA with more than 12 years in accounting, who cut month-end close from 11 business days "
        "to 6 and now supervises two accounts payable clerks.",
    ),
    (
        "accountant",
        None,
        "Senior accountant who once prepared 260 personal returns in a season and now closes the "
        "books of four entities in 6 business days.",
    ),
    ("accountant", None, "Senior accountant and volunteer treasurer of a non-profit with a $240,000 budget."),
    (
        "accountant",
        None,
        "Spent three years and four months as staff accountant at Prairie Lantern Outfitters "
        "before joining Foothill Drilling Services in October 2017.",
    ),
    ("hotel-front-office", "w1", "Raised the arrival score in guest satisfaction by 0.8 points within two years."),
    ("hotel-front-office", "w1", "Run an upselling programme at check-in worth about €210,000 a year."),
    ("hotel-front-office", "w1", "Run an upselling programme at check-in worth about €17,500 a month."),
    ("hotel-front-office", "w1", "Oversaw the move from Fidelio to Opera Cloud PMS."),
    ("hotel-front-office", "w2", "Recruited and trained 17 receptionists and helped with the pre-opening."),
    (
        "hotel-front-office",
        "w2",
        "Looked after group arrivals of as many as 400 guests a day and dealt with complaints.",
    ),
    (
        "hotel-front-office",
        None,
        "Front office manager who works in Opera Cloud PMS, speaks Portuguese natively and holds a BA in hotel management.",
    ),
    ("hotel-front-office", None, "Front office manager with C1 English and Spanish and B2 French."),
    ("hotel-front-office", None, "Speaks five languages, among them English and Spanish at C1 level."),
    (
        "hotel-front-office",
        None,
        "Nearly four years as assistant front office manager in Albufeira and almost three as "
        "receptionist and night auditor in Porto.",
    ),
    (
        "hotel-front-office",
        None,
        "Employee of the Year 2018 at Costa Alva Resort & Spa, now leading a department of 22 in Lisbon.",
    ),
    (
        "social-worker",
        "w1",
        "Direct 14 clinicians and case managers who serve 1,900 clients a year on a budget of $2.3 million.",
    ),
    (
        "social-worker",
        "w1",
        "Cut the wait for a first visit by 23 days by integrating behavioral health into primary care.",
    ),
    ("social-worker", "w1", "Cut the wait for a first visit by nearly three quarters."),
    ("social-worker", "w1", "Supervised 17 associates to licensure."),
    ("social-worker", "w1", "Authored or co-authored grants worth $3.1 million in total."),
    ("social-worker", "w1", "Helped select and roll out the Credible EHR."),
    (
        "social-worker",
        "w2",
        "Carried a caseload of 40, with psychosocial assessment, crisis intervention and discharge planning.",
    ),
    (
        "social-worker",
        "w2",
        "Took part in a readmission project in which 30-day readmissions among my patients dropped by 18%.",
    ),
    ("social-worker", "w2", "Founded a group for caregivers that still meets today."),
    ("social-worker", "w3", "Investigated maltreatment reports and wrote court reports for some 300 families."),
    ("social-worker", "w3", "Took a turn on the 24-hour rota once every six weeks."),
    (
        "social-worker",
        None,
        "Clinical social worker who shortened the wait for a first visit from 31 days to 8 and "
        "earlier founded a caregivers' group that still meets.",
    ),
    (
        "social-worker",
        None,
        "Licensed clinical social worker with a Master of Social Work and intermediate American Sign Language.",
    ),
    (
        "social-worker",
        None,
        "More than 15 years in child protection and medical social work before joining Red Prairie in 2016.",
    ),
    (
        "social-worker",
        None,
        "Board member of Northern Lights Shelter for eight years, chairing its program committee for three of them.",
    ),
    ("pastry-chef", "w1", "Lowered the pastry section's food cost by five percentage points, from 31% to 26%."),
    ("pastry-chef", "w1", "Launched an afternoon tea that has sold out most weekends since 2023."),
    ("pastry-chef", "w1", "Made desserts and breakfast pastry for banquets of up to 320 guests."),
    ("pastry-chef", "w2", "Ran plated desserts for a one-star restaurant of 70 seats."),
    ("pastry-chef", "w2", "Trained commis and stagiaires from six countries and helped open the sister bakery."),
    (
        "pastry-chef",
        "w3",
        "Created 14 sugar-reduced chocolates that brought in 9% of shop sales in their first winter.",
    ),
    ("pastry-chef", "w3", "Made showpieces for Easter and Christmas."),
    (
        "pastry-chef",
        None,
        "Pastry chef who has worked in three cities, Lyon, London and Montréal, and holds HACCP "
        "and Food Safety Level 3 certificates.",
    ),
    (
        "pastry-chef",
        None,
        "Pastry chef who developed 14 sugar-reduced chocolates in Montréal and later cut food cost to 26% in Lyon.",
    ),
    (
        "pastry-chef",
        None,
        "Finalist of the Trophée du Chocolat Rhône 2022 and runner-up of the Coupe des Jeunes Pâtissiers 2019.",
    ),
    ("logistics-planner", "w1", "Plan 46 trucks and some 210 stops a day for chilled goods."),
    (
        "logistics-planner",
        "w1",
        "Cut empty kilometres by seven percentage points with route optimisation introduced together with IT.",
    ),
    ("logistics-planner", "w1", "Lifted on-time delivery from 94.1% to 97.8% by 2024."),
    ("logistics-planner", "w1", "Manage contracts with nine subcontractors worth €3.4 million a year."),
    ("logistics-planner", "w2", "Led a shift of 24 in a warehouse with 11,000 pallet places."),
    ("logistics-planner", "w2", "Cut picking errors by two thirds during the roll-out of SAP EWM."),
    ("logistics-planner", "w2", "Ran weekly cycle counts at 99.6% inventory accuracy and gave safety talks."),
    ("logistics-planner", "w2", "Worked 600 days without a lost-time accident."),
    (
        "logistics-planner",
        None,
        "Transport planner who rose from order picker to shift leader at Peelland Warehousing and now plans 46 trucks a day.",
    ),
    ("logistics-planner", None, "Planner with a Lean Six Sigma Yellow Belt, APICS CPIM Part 1 and C1 English."),
    (
        "logistics-planner",
        None,
        "Nearly seven years at Peelland Warehousing before joining Brabant Koelvracht in 2019.",
    ),
    (
        "electrician",
        "w1",
        "Lead crews of three to eight on commercial jobs worth as much as $2.6 million, including two schools and a clinic.",
    ),
    ("electrician", "w1", "Installed switchgear, transformers and distribution panels of up to 4,000 amps."),
    ("electrician", "w1", "Had no recordable injuries on my crews since 2019."),
    ("electrician", "w2", "Installed more than 130 rooftop PV systems between 4 and 250 kW."),
    (
        "electrician",
        "w2",
        "Troubleshot Allen-Bradley PLC panels at two dairies and trained five first-year apprentices.",
    ),
    (
        "electrician",
        None,
        "More than five years at Sandia Solar & Power, first as apprentice and then as journeyman, "
        "before joining High Mesa Electric in 2017.",
    ),
    ("icu-nurse", "w1", "Care for one or two level 3 patients per shift, with ventilation, inotropes and CRRT."),
    (
        "icu-nurse",
        "w1",
        "Took part in a ventilator pneumonia project in which the rate on the unit more than halved within 14 months.",
    ),
    ("icu-nurse", "w1", "Coordinate nine nurses as nurse in charge two or three times a month."),
    ("icu-nurse", "w1", "Trained 34 colleagues on nights and helped with the move from paper charts to Philips ICCA."),
    ("icu-nurse", "w1", "Have mentored 11 newly qualified nurses through their critical care competencies since 2022."),
    ("icu-nurse", "w2", "Introduced a bedside checklist that cut falls with harm by 22% over a year."),
    ("icu-nurse", "w2", "Worked on a medical unit of 28 beds which took up to 40 admissions a day."),
    (
        "icu-nurse",
        "w3",
        "Looked after 30 residents, many with dementia, and wrote the induction handbook for new assistants.",
    ),
    (
        "icu-nurse",
        None,
        "Registered nurse with a first-class nursing degree, a postgraduate certificate in "
        "critical care and Advanced Life Support.",
    ),
    ("icu-nurse", None, "ICU nurse who trained 34 colleagues on Philips ICCA and earlier cut falls with harm by 22%."),
    ("icu-nurse", None, "Native English speaker with conversational Irish."),
    ("secondary-teacher", "w1", "Lead nine teachers and timetable 31 maths classes."),
    (
        "secondary-teacher",
        "w1",
        "Raised the share of Year 9 students in the top three NAPLAN numeracy levels by nine percentage points.",
    ),
    ("secondary-teacher", "w2", "Trialled Google Classroom and Desmos, then trained 42 colleagues."),
    ("secondary-teacher", "w2", "Helped run a robotics club that came second in the Hunter region in 2022."),
    ("secondary-teacher", "w2", "Looked after 164 Year 8 students as their adviser."),
    ("secondary-teacher", "w3", "Wrote individual education plans for 12 students with disability."),
    (
        "secondary-teacher",
        None,
        "Maths and science teacher with a Master of Teaching, Proficient Teacher accreditation and a Bronze Medallion.",
    ),
    ("secondary-teacher", None, "Maths teacher who has taught Years 7 to 12 and now leads a faculty of nine."),
    ("ux-designer", "w1", "Lifted completion of the loan application flow by 17 percentage points."),
    ("ux-designer", "w1", "Run fortnightly usability tests with six to eight participants."),
    ("ux-designer", "w1", "Helped build a design system of 62 Figma components used by three product teams."),
    (
        "ux-designer",
        "w2",
        "Worked on a school choice service for 14 municipalities, interviewing parents and building prototypes.",
    ),
    ("ux-designer", "w2", "Helped reduce service desk calls by about 33% in the first application period."),
    (
        "ux-designer",
        None,
        "Senior UX designer who holds an MFA in interaction design and was shortlisted for "
        "the Nordic Service Design Prize in 2021.",
    ),
    ("ux-designer", None, "Three and a half years at Kommunbyrån Digital before joining Fyrbåk Bank in August 2022."),
    ("research-scientist", "w1", "Lead seven people: three postdocs, three PhD students and a technician."),
    (
        "research-scientist",
        "w1",
        "Cut processing of one survey from nine days to 14 hours with a Snakemake pipeline in R, Python and bash.",
    ),
    ("research-scientist", "w1", "Sample 64 kelp sites twelve times a year."),
    ("research-scientist", "w2", "Spent 41 days at sea on two cruises as the chief scientist's deputy."),
    ("research-scientist", "w2", "Co-supervised seven students, two of them for PhDs."),
    (
        "research-scientist",
        None,
        "Marine microbiologist with a PhD from the University of Kintyre, native Igbo and B1 Norwegian.",
    ),
    ("research-scientist", None, "Has worked in three countries: Nigeria, Norway and Scotland."),
    (
        "paralegal-career-changer",
        "w1",
        "Organized about 26,000 documents in Relativity for discovery in two product liability cases.",
    ),
    (
        "paralegal-career-changer",
        "w1",
        "Keep the deadline calendars of three attorneys without having missed any so far.",
    ),
    ("paralegal-career-changer", "w1", "Proofread every brief before it leaves the office."),
    ("paralegal-career-changer", "w2", "Interviewed up to 20 clients a week about debt and evictions."),
    ("paralegal-career-changer", None, "Paralegal and notary public, fluent in Spanish, with a GPA of 3.9."),
    ("paralegal-career-changer", None, "Spent nine and a half years at TransLakes Airways, from 2014 as purser."),
]

FALSE: list[tuple[str, str | None, str]] = [
    ("accountant", "w1", "Shortened the month-end close for four entities by six business days."),
    (
        "accountant",
        "w1",
        "Prepared the year-end audit file, with no adjusting entries proposed in the last three audits.",
    ),
    ("accountant", "w1", "Led the replacement of Sage 300 with NetSuite, mapping 1,400 general ledger accounts."),
    ("accountant", "w1", "Prepare the lender's reporting package every month."),
    ("accountant", "w3", "Prepared the budgets for seven stores."),
    ("accountant", None, "Senior accountant fluent in French and English."),
    (
        "accountant",
        None,
        "Spent five years as staff accountant at Prairie Lantern Outfitters before joining "
        "Foothill Drilling Services in October 2017.",
    ),
    ("hotel-front-office", "w1", "Oversaw the move from Opera Cloud PMS to Fidelio."),
    ("hotel-front-office", "w2", "Led the pre-opening and trained 17 receptionists."),
    ("social-worker", "w1", "Cut the wait for a first visit by nearly half."),
    ("social-worker", "w1", "Selected and rolled out the Credible EHR."),
    ("social-worker", "w3", "Took a turn on the 24-hour rota once every six months."),
    ("social-worker", None, "Licensed clinical social worker with a PhD in social work."),
    (
        "social-worker",
        None,
        "More than 20 years in child protection and medical social work before joining Red Prairie in 2016.",
    ),
    ("pastry-chef", "w1", "Lead a team of seven, two of them apprentices."),
    ("pastry-chef", "w1", "Launched an afternoon tea that has sold out every weekend since 2023."),
    ("pastry-chef", "w2", "Opened the sister bakery and trained commis from six countries."),
    ("pastry-chef", None, "Winner of the Trophée du Chocolat Rhône 2022."),
    ("logistics-planner", "w1", "Manage contracts with nine subcontractors worth €3.4 million each."),
    ("logistics-planner", "w2", "Worked 900 days without a lost-time accident."),
    ("logistics-planner", None, "Planner with a Lean Six Sigma Black Belt."),
    ("electrician", "w2", "Installed more than 230 rooftop PV systems between 4 and 250 kW."),
    ("electrician", None, "Master electrician with a New Mexico license."),
    ("icu-nurse", "w1", "Led a ventilator pneumonia project that more than halved the rate on the unit."),
    ("icu-nurse", "w1", "Have mentored 14 newly qualified nurses through their critical care competencies since 2022."),
    ("icu-nurse", None, "ICU nurse with a master's degree in critical care."),
    (
        "secondary-teacher",
        "w1",
        "Raised the share of Year 9 students in the top three NAPLAN numeracy levels by nineteen percentage points.",
    ),
    ("secondary-teacher", "w2", "Ran a robotics club that won in the Hunter region in 2022."),
    ("ux-designer", "w1", "Run weekly usability tests with six to eight participants."),
    ("ux-designer", None, "UX designer who won the Nordic Service Design Prize in 2021."),
    ("research-scientist", "w2", "Co-supervised nine students, two of them for PhDs."),
    ("paralegal-career-changer", None, "Attorney fluent in Spanish."),
]


@cache
def base_of(person: str) -> FactBase:
    truth = json.loads((PEOPLE / person / "truth.json").read_text("utf-8"))
    return FactBase(number_facts(Resume.model_validate(truth)), TODAY)


@pytest.mark.parametrize(("person", "entry", "claim"), TRUE)
def test_a_natural_line_that_follows_passes(person: str, entry: str | None, claim: str) -> None:
    assert base_of(person).check(claim, entry=entry, section="work" if entry else "summary").reasons == []


@pytest.mark.parametrize(("person", "entry", "claim"), FALSE)
def test_a_natural_line_that_lies_is_caught(person: str, entry: str | None, claim: str) -> None:
    assert not base_of(person).check(claim, entry=entry, section="work" if entry else "summary").supported
