"""Figures that follow from two of a line, told in words that the line does not have, and the same with one slip."""

import pytest

from tests.resume.grounding.test_modality import check

DINNER = "Organised the Ember Dinner, which brought in $150,000 in 2023 at a cost of $30,000."
BIDS = "Wrote bids for grants; 18 of 24 were funded."
STEPS = "Redesigned the booking flow, cutting the steps from 10 to 6 for 40 shops."
GRANTS = "Secured a total of $960,000 in grants, the largest of them $200,000."
INVOICES = "Process 1,500 invoices a month, worth about RM 4.5 million."
AUDIT = "Assisted the external auditors in the 2015 audit by collecting 400 vouchers."
SCREENS = "Checked all customer screens against WCAG; the partner portal was not covered."
PUMPS = "Tested 9 pumps in 2019; the valve was never tested."
FESTIVAL = "Treated 30 patients at a festival; 27 of the 30 were discharged on site."
OFFICES = "Supervise 4 people in the accounts office and 7 in maintenance."
SITES = "Bought sites worth $3–8 million."
CHEQUES = "Posted 40 payments a day; had no authority to sign cheques."
MANUALS = "Wrote manuals for gardeners without the help of outside consultants."
GUIDE = "Helped write the heatstroke guideline adopted in January 2022."
FEES = "Reduced unpaid fees from £640 to £160 in three school years."
VISITS = "Inspected 40 roofs; chimneys have not been inspected."


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (DINNER, "Organised the Ember Dinner, which netted $120,000 in 2023."),
        (DINNER, "Organised the Ember Dinner, which made a profit of $120,000 in 2023."),
        (DINNER, "Organised the Ember Dinner, which brought in $120,000 net of costs in 2023."),
        (BIDS, "Wrote bids for grants with a 75% success rate."),
        (BIDS, "Wrote bids for grants, with a success rate of 75%."),
        (STEPS, "Redesigned the booking flow, removing 4 of its 10 steps."),
        (STEPS, "Redesigned the booking flow, cutting 4 of the 10 steps."),
        (STEPS, "Redesigned the booking flow, keeping 6 of its 10 steps."),
        (GRANTS, "Secured a grant of $200,000."),
        (GRANTS, "Secured $960,000 in grants."),
        (INVOICES, "Process 1,500 invoices a month, valued at about RM 4.5 million."),
        (INVOICES, "Process invoices worth about RM 54 million a year."),
        (INVOICES, "Process 18,000 invoices a year, worth about RM 54 million."),
        (AUDIT, "Collected 400 vouchers for the 2015 audit."),
        (SCREENS, "Checked all customer screens, though not the partner portal, against WCAG."),
        (VISITS, "Inspected 40 roofs, but not the chimneys."),
        (FESTIVAL, "Discharged 27 of 30 patients on site at a festival."),
        (OFFICES, "Supervise 11 people across accounts and maintenance."),
        (OFFICES, "Supervise a four-person accounts office."),
        (SITES, "Bought sites worth between $3 million and $8 million."),
        (MANUALS, "Wrote manuals for gardeners with no outside consultants."),
        (GUIDE, "Helped write a heatstroke guideline, adopted in January 2022."),
        (FEES, "Reduced unpaid fees from £640 to £160 over three school years."),
    ],
)
def test_what_follows_from_two_figures_or_clauses_passes(source: str, claim: str) -> None:
    assert check(source, claim).reasons == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (DINNER, "Organised the Ember Dinner, which netted $150,000 in 2023."),
        (DINNER, "Organised the Ember Dinner, which brought in $120,000 in 2023."),
        (BIDS, "Wrote bids for grants with an 80% success rate."),
        (BIDS, "Wrote bids for grants with a 25% success rate."),
        (STEPS, "Redesigned the booking flow, removing 6 of its 10 steps."),
        (STEPS, "Redesigned the booking flow, removing 4 of the 10 shops."),
        (STEPS, "Redesigned the booking flow, keeping 4 of its 10 steps."),
        (GRANTS, "Secured a grant of $960,000."),
        (GRANTS, "Secured grants of $200,000 each."),
        (INVOICES, "Process 18,000 invoices a year, worth about RM 4.5 million."),
        (INVOICES, "Process 1,500 invoices a month, worth about RM 54 million."),
        (AUDIT, "Audited the 2015 accounts by collecting 400 vouchers."),
        (SCREENS, "Checked all customer screens and the partner portal against WCAG."),
        (PUMPS, "Tested 9 pumps and the valve in 2019."),
        (VISITS, "Inspected 40 roofs and chimneys."),
        (FESTIVAL, "Discharged 30 patients on site at a festival."),
        (OFFICES, "Supervise 11 people in the accounts office."),
        (SITES, "Bought sites worth between $3 and $8."),
        (CHEQUES, "Posted 40 payments a day and signed cheques."),
        (MANUALS, "Wrote manuals for gardeners with outside consultants."),
        (FEES, "Reduced unpaid fees from £640 to £160 over two school years."),
        (GUIDE, "Wrote the heatstroke guideline adopted in January 2022."),
    ],
)
def test_the_same_with_one_slip_is_caught(source: str, claim: str) -> None:
    assert check(source, claim).reasons != []
