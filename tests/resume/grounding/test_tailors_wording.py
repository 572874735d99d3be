"""Lines as tailoring models word them: retold by difference and rate, middles left out; and their lying twins."""

import pytest

from tests.resume.grounding.test_standing_in import says

HONEST = [
    (
        "Saved €4,500 a month on diesel by cutting idling at the terminus.",
        "Reduced idling at the terminus, saving €54,000 in diesel annually.",
    ),
    (
        "Saved €4,500 a month on diesel by cutting idling at the terminus.",
        "Cut idling at the terminus, saving €54,000 in diesel a year.",
    ),
    ("Saved $300 a week on flour by buying in bulk.", "Bought flour in bulk, saving $15,600 annually."),
    ("Saved $300 a week on flour by buying in bulk.", "Bought flour in bulk, which saves about $1,300 monthly."),
    (
        "Answered 40 letters from parents in 2021, compared with 25 in 2019.",
        "Answered 60% more letters from parents in 2021 than in 2019.",
    ),
    (
        "Answered 40 letters from parents in 2021, compared with 25 in 2019.",
        "Answered 15 more letters from parents in 2021 than in 2019.",
    ),
    (
        "Answered 40 letters from parents in 2021, compared with 25 in 2019.",
        "Letters answered from parents: 25 in 2019, 40 in 2021.",
    ),
    (
        "Replaced paper logbooks with a tablet app on 12 vessels.",
        "Swapped paper logbooks for a tablet app on 12 vessels.",
    ),
    (
        "Replaced paper logbooks with a tablet app on 12 vessels.",
        "Introduced a tablet app on 12 vessels, replacing paper logbooks.",
    ),
    (
        "Replaced 22 R-22 rooftop units with R-410A units for a school division in one summer.",
        "Replaced R-22 rooftop units with 22 R-410A units for a school division.",
    ),
    (
        "Managed 12 waiters and 3 apprentices in the dining room.",
        "Managed 15 staff, including 3 apprentices, in the dining room.",
    ),
    (
        "Managed 12 waiters and 3 apprentices in the dining room.",
        "Managed a team of 15 in the dining room: 12 waiters and 3 apprentices.",
    ),
    (
        "Assisted the estimator with quotes worth CAD 1.4 million in 2023.",
        "Assisted the estimator in producing quotes worth CAD 1.4 million in 2023.",
    ),
    (
        "Supported the nurse manager with the duty roster of 30 nurses.",
        "Supported the nurse manager in preparing the duty roster of 30 nurses.",
    ),
    ("Clean the pool every morning; not involved in the plant room.", "Carry out cleaning of the pool every morning."),
    ("Ran tastings for 90 visitors; did not take part in the harvest.", "Conducted tastings for 90 visitors."),
    (
        "Kept stock losses below 2% of turnover and never went over the repair budget.",
        "Kept stock losses below 2% of turnover, staying within the repair budget.",
    ),
    (
        "Kept stock losses below 2% of turnover and never went over the repair budget.",
        "Kept stock losses below 2% of turnover without exceeding the repair budget.",
    ),
    (
        "Manage an overtime budget of €640,000 a year and have stayed under it in every year since 2020.",
        "Manage a €640,000 annual overtime budget, never exceeding it since 2020.",
    ),
    ("Baked loaves on trays, 300 of them each night, for 4 shops.", "Baked 300 loaves each night for 4 shops."),
    (
        "Contributed to the district guideline on multigrade teaching; two of its nine chapters are mine.",
        "Authored two of the nine chapters of the district guideline on multigrade teaching.",
    ),
    (
        "Contributed to the district guideline on multigrade teaching; two of its nine chapters are mine.",
        "Wrote two chapters of the district guideline on multigrade teaching.",
    ),
    (
        "Organised 6 wine-and-cheese evenings a year; colour-coded tasting sheets were my idea.",
        "Organised 6 wine-and-cheese evenings a year and introduced colour-coded tasting sheets.",
    ),
    (
        "Organised 6 wine-and-cheese evenings a year; colour-coded tasting sheets were my idea.",
        "Devised colour-coded tasting sheets for 6 wine-and-cheese evenings a year.",
    ),
    (
        "Wrote grant applications worth PLN 1.8 million in all; PLN 1.2 million was awarded.",
        "Won grants worth PLN 1.2 million.",
    ),
    (
        "Built a Power BI dashboard for plant managers that replaced 14 Excel reports.",
        "Replaced 14 Excel reports with a Power BI dashboard for plant managers.",
    ),
    (
        "Built a Power BI dashboard for plant managers that replaced 14 Excel reports.",
        "Built a Power BI dashboard for plant managers, replacing 14 Excel reports.",
    ),
    (
        "Prepared capital requests of up to C$250,000 for approval; had no signing authority.",
        "Prepared capital requests of up to C$250,000 for approval.",
    ),
    (
        "Spent NT$1.8 million on incentives and labs in 2023, NT$200,000 less than budgeted.",
        "Saved NT$200,000 on the 2023 budget for incentives and labs.",
    ),
    (
        "Took part in a survey on damp and mould among 500 tenants, of whom 350 answered.",
        "Took part in a survey on damp and mould that 350 tenants answered.",
    ),
    (
        "Took part in a survey on damp and mould among 500 tenants, of whom 350 answered.",
        "Took part in a survey on damp and mould among 500 tenants.",
    ),
    (
        "Prepare the monthly P&L for 3 plants with combined revenue of C$86 million a year.",
        "Produce monthly P&L statements for 3 plants with combined revenue of C$86 million a year.",
    ),
    (
        "Prepare the monthly P&L for 3 plants with combined revenue of C$86 million a year.",
        "Prepare the monthly P&L for three plants with a combined annual revenue of C$86 million.",
    ),
    (
        "Prepare the monthly P&L for 3 plants with combined revenue of C$86 million a year.",
        "Prepare monthly P&L statements for three plants.",
    ),
    (
        "Identified freight savings of C$480,000 a year together with the logistics team.",
        "Identified freight savings of C$480,000 a year, equal to C$40,000 a month, with the logistics team.",
    ),
    (
        "Identified freight savings of C$480,000 a year together with the logistics team.",
        "Identified freight savings of C$480,000 a year, or C$40,000 a month.",
    ),
    (
        "Identified freight savings of C$480,000 a year together with the logistics team.",
        "Worked with the logistics team to identify annual freight savings of C$480,000.",
    ),
    (
        "Saw 12 of my 16 recommendations for the set-top box put into the next release.",
        "Had 12 of 16 recommendations for the set-top box implemented in the next release.",
    ),
    (
        "Saw 12 of my 16 recommendations for the set-top box put into the next release.",
        "Made 16 recommendations for the set-top box, three quarters of which were put into the next release.",
    ),
    (
        "Kept passengers informed during 11 weather closures, none longer than 2 days.",
        "Kept passengers informed during 11 weather closures, each lasting no more than 2 days.",
    ),
    (
        "Kept passengers informed during 11 weather closures, none longer than 2 days.",
        "Kept passengers informed during 11 weather closures of at most 2 days.",
    ),
    (
        "Kept passengers informed during 11 weather closures, none longer than 2 days.",
        "Kept passengers informed during 11 weather closures of up to 2 days.",
    ),
    (
        "Identified 16 suspected fraud cases in 2023, of which 12 were confirmed, avoiding payments of €310,000.",
        "Identified suspected fraud, with 12 of 16 suspected cases confirmed in 2023.",
    ),
    (
        "Identified 16 suspected fraud cases in 2023, of which 12 were confirmed, avoiding payments of €310,000.",
        "Avoided payments of €310,000 by identifying suspected fraud cases, with 12 of 16 cases confirmed in 2023.",
    ),
    (
        "Responsible for managing permits to work, about 35 permits a week.",
        "Manage permits to work, about seven per working day.",
    ),
    (
        "Member of a 7-person Scrum team that shipped a release every two weeks.",
        "Worked in a seven-person Scrum team that shipped a release every two weeks.",
    ),
    (
        "Member of a 7-person Scrum team that shipped a release every two weeks.",
        "Worked in a seven-person Scrum team shipping a release every two weeks.",
    ),
    (
        "Member of a 7-person Scrum team that shipped a release every two weeks.",
        "Part of a seven-person Scrum team with releases every two weeks.",
    ),
    (
        "Cut dispensing errors from 15 to 6 a quarter by adding a second barcode check at the counter.",
        "Added a second barcode check at the counter, which prevented 9 dispensing errors a quarter.",
    ),
    (
        "Cut dispensing errors from 15 to 6 a quarter by adding a second barcode check at the counter.",
        "Prevented 9 dispensing errors a quarter by adding a second barcode check at the counter.",
    ),
    (
        "Cut dispensing errors from 15 to 6 a quarter by adding a second barcode check at the counter.",
        "Eliminated nine dispensing errors per quarter by adding a second barcode check at the counter.",
    ),
    (
        "Introduced a balance class that 4 in 5 residents of the ground floor joined.",
        "Started a balance class attended by 80% of ground-floor residents.",
    ),
    (
        "Introduced a balance class that 4 in 5 residents of the ground floor joined.",
        "Introduced a balance class joined by four fifths of ground-floor residents.",
    ),
    (
        "Supervise 2 junior paralegals and the filing clerk.",
        "Supervise three people: 2 junior paralegals and the filing clerk.",
    ),
    ("Supervise 2 junior paralegals and the filing clerk.", "Supervise three staff, including two junior paralegals."),
    ("Met quota in 15 of 16 quarters between 2020 and 2023.", "Met quota in all but one of 16 quarters."),
    (
        "Negotiated supply agreements with four distributors without giving discounts of more than 5%.",
        "Negotiated supply agreements with four distributors, keeping discounts at or below 5%.",
    ),
    (
        "Negotiated supply agreements with four distributors without giving discounts of more than 5%.",
        "Negotiated supply agreements with four distributors with discounts of at most 5%.",
    ),
    (
        "Negotiated supply agreements with four distributors without giving discounts of more than 5%.",
        "Negotiated supply agreements with four distributors, with discounts capped at 5%.",
    ),
    (
        "Negotiated with two wholesalers and lowered the cost of stock by 8 % (€41,000 a year).",
        "Negotiated with two wholesalers and lowered the cost of stock by €41,000 a year.",
    ),
    (
        "Negotiated with two wholesalers and lowered the cost of stock by 8 % (€41,000 a year).",
        "Saved €41,000 a year on stock by negotiating with two wholesalers.",
    ),
    ("Attended about 130 births a year, including 12 water births in 2019.", "Attended 12 water births in 2019."),
    ("Attended about 130 births a year, including 12 water births in 2019.", "Attended about 130 births a year."),
    (
        "Mentor 5 radiography students from the University of Ljubljana each year during their eight-week placement.",
        "Mentor five radiography students per year on eight-week placements.",
    ),
    (
        "Reduced the time to provision a customer VLAN from 4 hours to 30 minutes with Ansible playbooks.",
        "Cut VLAN provisioning time for customers from 4 hours to half an hour using Ansible playbooks.",
    ),
    (
        "Reduced the time to provision a customer VLAN from 4 hours to 30 minutes with Ansible playbooks.",
        "Reduced the time to provision a customer VLAN from 4 hours to half an hour.",
    ),
    (
        "Supported the external auditors; the 2022 and 2023 audits closed with no material adjustments.",
        "Assisted the external auditors, with no material adjustments in the 2022 and 2023 audits.",
    ),
    (
        "Supported the external auditors; the 2022 and 2023 audits closed with no material adjustments.",
        "Supported the external auditors, with no material adjustments in 2022 and 2023.",
    ),
    (
        "Supervised 16 pickers and 3 forklift drivers on the night shift.",
        "Supervised a night shift of 19 pickers and forklift drivers.",
    ),
    (
        "Supervised 16 pickers and 3 forklift drivers on the night shift.",
        "Supervised a 19-strong team of pickers and forklift drivers on the night shift.",
    ),
    (
        "Fixed 140 defects in the first year; 126 of them before release.",
        "Fixed 126 defects before release in the first year.",
    ),
    ("Fixed 140 defects in the first year; 126 of them before release.", "Fixed 140 defects in the first year."),
    (
        "Secured a total of $960,000 in grants, the largest of them $200,000.",
        "Secured $960,000 in grants, the largest worth $200,000.",
    ),
    (
        "Organized the Harvest Dinner, which brought in $150,000 in 2023 at a cost of $30,000.",
        "Organized the Harvest Dinner, netting $120,000 in 2023.",
    ),
    (
        "Wrote 60 company notes; 42 of the recommendations beat the benchmark within twelve months.",
        "Wrote 60 company notes, with 42 recommendations beating the benchmark within twelve months.",
    ),
]

LIES = [
    (
        "Saved €4,500 a month on diesel by cutting idling at the terminus.",
        "Cut idling at the terminus, saving €45,000 in diesel annually.",
    ),
    ("Saved $300 a week on flour by buying in bulk.", "Bought flour in bulk, saving $300 monthly."),
    ("Saved $300 a week on flour by buying in bulk.", "Bought flour in bulk, saving $15,600 monthly."),
    (
        "Answered 40 letters from parents in 2021, compared with 25 in 2019.",
        "Answered 15 more letters from parents in 2019 than in 2021.",
    ),
    (
        "Answered 40 letters from parents in 2021, compared with 25 in 2019.",
        "Answered 15 fewer letters from parents in 2021 than in 2019.",
    ),
    (
        "Replaced paper logbooks with a tablet app on 12 vessels.",
        "Replaced a tablet app with paper logbooks on 12 vessels.",
    ),
    (
        "Replaced paper logbooks with a tablet app on 12 vessels.",
        "Swapped a tablet app for paper logbooks on 12 vessels.",
    ),
    (
        "Replaced 22 R-22 rooftop units with R-410A units for a school division in one summer.",
        "Replaced 22 R-410A rooftop units with R-22 units for a school division in one summer.",
    ),
    ("Swapped butter for margarine in 14 recipes.", "Swapped margarine for butter in 14 recipes."),
    (
        "Managed 12 waiters and 3 apprentices in the dining room.",
        "Managed 12 waiters, 3 of them apprentices, in the dining room.",
    ),
    (
        "Managed 12 waiters and 3 apprentices in the dining room.",
        "Managed 12 waiters (including 3 apprentices) in the dining room.",
    ),
    (
        "Assisted the estimator with quotes worth CAD 1.4 million in 2023.",
        "Led the estimator in preparing quotes worth CAD 1.4 million in 2023.",
    ),
    ("Supported the nurse manager with the duty roster of 30 nurses.", "Prepared the duty roster of 30 nurses."),
    ("Clean the pool every morning; not involved in the plant room.", "Clean the plant room every morning."),
    (
        "Kept stock losses below 2% of turnover and never went over the repair budget.",
        "Kept stock losses below 2% of turnover, exceeding the repair budget.",
    ),
    ("Baked loaves on trays, 300 of them each night, for 4 shops.", "Baked loaves on trays each night for 300 shops."),
    (
        "Contributed to the district guideline on multigrade teaching; two of its nine chapters are mine.",
        "Wrote the district guideline on multigrade teaching.",
    ),
    (
        "Contributed to the district guideline on multigrade teaching; two of its nine chapters are mine.",
        "Wrote nine chapters of the district guideline on multigrade teaching.",
    ),
    (
        "Organised 6 wine-and-cheese evenings a year; colour-coded tasting sheets were my idea.",
        "Introduced 6 wine-and-cheese evenings a year.",
    ),
    (
        "Wrote grant applications worth PLN 1.8 million in all; PLN 1.2 million was awarded.",
        "Won grants worth PLN 1.8 million in all.",
    ),
    ("Prepared bids of $400,000 for the charity.", "Secured $400,000 for the charity."),
    (
        "Built a Power BI dashboard for plant managers that replaced 14 Excel reports.",
        "Built 14 Excel reports for plant managers that replaced a Power BI dashboard.",
    ),
    (
        "Prepared capital requests of up to C$250,000 for approval; had no signing authority.",
        "Approved capital requests of up to C$250,000.",
    ),
    (
        "Spent NT$1.8 million on incentives and labs in 2023, NT$200,000 less than budgeted.",
        "Spent NT$200,000 on incentives and labs in 2023.",
    ),
    (
        "Took part in a survey on damp and mould among 500 tenants, of whom 350 answered.",
        "Took part in a survey on damp and mould that 500 tenants answered.",
    ),
    (
        "Saw 12 of my 16 recommendations for the set-top box put into the next release.",
        "Made 16 recommendations for the set-top box, all of which were put into the next release.",
    ),
    (
        "Kept passengers informed during 11 weather closures, none longer than 2 days.",
        "Kept passengers informed during 11 weather closures of more than 2 days.",
    ),
    (
        "Kept passengers informed during 11 weather closures, none longer than 2 days.",
        "Kept passengers informed during 11 weather closures of 2 days each.",
    ),
    (
        "Identified 16 suspected fraud cases in 2023, of which 12 were confirmed, avoiding payments of €310,000.",
        "Identified 16 confirmed fraud cases in 2023.",
    ),
    (
        "Identified 16 suspected fraud cases in 2023, of which 12 were confirmed, avoiding payments of €310,000.",
        "Confirmed 16 suspected fraud cases in 2023.",
    ),
    (
        "Responsible for managing permits to work, about 35 permits a week.",
        "Manage about 35 permits to work per working day.",
    ),
    (
        "Member of a 7-person Scrum team that shipped a release every two weeks.",
        "Led a seven-person Scrum team delivering fortnightly releases.",
    ),
    (
        "Member of a 7-person Scrum team that shipped a release every two weeks.",
        "Worked in a seven-person Scrum team delivering weekly releases.",
    ),
    (
        "Cut dispensing errors from 15 to 6 a quarter by adding a second barcode check at the counter.",
        "Prevented 15 dispensing errors a quarter by adding a second barcode check at the counter.",
    ),
    (
        "Cut dispensing errors from 15 to 6 a quarter by adding a second barcode check at the counter.",
        "Prevented 6 dispensing errors a quarter by adding a second barcode check at the counter.",
    ),
    ("Supervise 2 junior paralegals and the filing clerk.", "Supervise three junior paralegals."),
    (
        "Met quota in 15 of 16 quarters between 2020 and 2023.",
        "Missed quota in 15 of 16 quarters between 2020 and 2023.",
    ),
    ("Made 25 cold calls and 6 site visits a week, and opened 52 new accounts.", "Made 31 site visits a week."),
    (
        "Made 25 cold calls and 6 site visits a week, and opened 52 new accounts.",
        "Made 25 cold calls and 6 site visits a day.",
    ),
    (
        "Negotiated supply agreements with four distributors without giving discounts of more than 5%.",
        "Negotiated supply agreements with four distributors with discounts of more than 5%.",
    ),
    (
        "Negotiated with two wholesalers and lowered the cost of stock by 8 % (€41,000 a year).",
        "Negotiated with two wholesalers and lowered the cost of stock to €41,000 a year.",
    ),
    ("Attended about 130 births a year, including 12 water births in 2019.", "Attended about 130 water births a year."),
    ("Handled 40 calls and 10 urgent calls a day.", "Handled 40 urgent calls a day."),
    (
        "Mentor 5 radiography students from the University of Ljubljana each year during their eight-week placement.",
        "Mentor five University of Ljubljana radiography students per month on eight-week placements.",
    ),
    (
        "Reduced the time to provision a customer VLAN from 4 hours to 30 minutes with Ansible playbooks.",
        "Reduced the time to provision a customer VLAN from half an hour to 4 hours.",
    ),
    (
        "Supported the external auditors; the 2022 and 2023 audits closed with no material adjustments.",
        "Supported the external auditors, with no material adjustments in the 2021 and 2022 audits.",
    ),
    (
        "Fixed 140 defects in the first year; 126 of them before release.",
        "Fixed 140 defects before release in the first year.",
    ),
    (
        "Secured a total of $960,000 in grants, the largest of them $200,000.",
        "Secured $200,000 in grants, the largest of them $960,000.",
    ),
    (
        "Organized the Harvest Dinner, which brought in $150,000 in 2023 at a cost of $30,000.",
        "Organized the Harvest Dinner, netting $150,000 in 2023.",
    ),
]


@pytest.mark.parametrize(("line", "claim"), HONEST)
def test_what_a_line_says_may_be_told_as_a_tailor_would(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(("line", "claim"), LIES)
def test_what_a_line_does_not_say_is_caught(line: str, claim: str) -> None:
    assert not says(line, claim)
