"""What a line counts, as a typed ledger: figures with unit, currency, period, comparison and what they measure.

The arithmetic on them is here too (`derived`, `matching`); whether they follow from a source is for `resume.grounding.figures`.
"""
