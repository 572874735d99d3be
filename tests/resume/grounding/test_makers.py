"""A maker's name before a product that the source names alone, and short names told in full."""

import pytest

from resume.grounding.language.lists import read_lines
from tests.resume.grounding.test_standing_in import says

LINE = "Kept the books in QuickBooks, the stock list in Excel and 40 plans in Revit for a building with 3 access doors."


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        (LINE, "Kept the books in Intuit QuickBooks."),
        (LINE, "Kept the stock list in Microsoft Excel and 40 plans in Autodesk Revit."),
        ("Built a Power BI dashboard for 25 planners.", "Built a Microsoft Power BI dashboard for 25 planners."),
        ("Programmed ControlLogix PLCs on 3 lines.", "Programmed Allen-Bradley ControlLogix PLCs on 3 lines."),
        (
            "Cut downtime by 15 hours with a plan in SAP PM.",
            "Cut downtime by 15 hours with a plan in SAP Plant Maintenance.",
        ),
        (
            "Checked in 80 guests a shift using Opera PMS.",
            "Checked in 80 guests a shift using the Opera property management system.",
        ),
        ("Found bearing faults by thermal imaging.", "Found bearing faults by thermography."),
        ("Prepared board packs for 6 meetings.", "Prepared board papers for 6 meetings."),
    ],
)
def test_a_product_may_be_told_with_its_maker_and_in_full(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        (LINE, "Kept the books in SAP QuickBooks."),
        (LINE, "Kept 40 plans in Autodesk AutoCAD."),
        (LINE, "Kept the books in Intuit QuickBooks and 52 plans in Autodesk Revit."),
        ("Built a Power BI dashboard for 25 planners.", "Built a Power BI dashboard for Microsoft and 25 planners."),
        ("Taught Classroom Safety to 25 planners.", "Taught Google Classroom to 25 planners."),
        (
            "Cut downtime by 15 hours with a plan in SAP PM.",
            "Cut downtime by 15 hours with a plan in SAP Project System.",
        ),
    ],
)
def test_no_other_maker_and_no_other_product_is(line: str, claim: str) -> None:
    assert not says(line, claim)


def test_each_row_of_the_table_has_a_maker_and_its_products() -> None:
    rows = [line.partition(" : ") for line in read_lines("makers.txt")]
    assert all(makers and products for makers, _, products in rows)
    assert sum(products.count(", ") + 1 for _, _, products in rows) > 200  # the table is read whole
