"""How far a tailored resume answers what the ad asks for, measured on the lines that were really shipped."""

from collections.abc import Collection, Sequence

from resume.edits import Claim
from resume.job import Requirement
from resume.matching import Match, supports
from resume.report import Coverage, RequirementRow, RequirementStatus


def cover_requirements(
    requirements: Sequence[Requirement],
    matches: Sequence[Match],
    claims: Sequence[Claim],
    shipped: Collection[str],
) -> list[RequirementRow]:
    """Each requirement with its support and where the output shows it.

    Args:
        requirements: what the ad asks for.
        matches: which facts support what; a requirement met only in part counts as a gap.
        claims: the lines of the tailored resume.
        shipped: ids of the claims whose text stands in the exported files.
    """
    met = {match.requirement: match for match in matches if match.degree == "full"}
    rows: list[RequirementRow] = []
    for requirement in requirements:
        match = met.get(requirement.id)
        facts = list(match.facts) if match else []
        shown_in = [claim.id for claim in claims if claim.id in shipped and _shows(claim, requirement, set(facts))]
        status: RequirementStatus = "gap" if match is None else "shown" if shown_in else "supported"
        rows.append(RequirementRow(**requirement.model_dump(), status=status, facts=facts, shown_in=shown_in))
    return rows


def _shows(claim: Claim, requirement: Requirement, facts: set[str]) -> bool:
    if not facts & set(claim.facts):
        return False
    unchanged = claim.text == claim.original
    return unchanged or supports(requirement, claim.text) or not supports(requirement, claim.original or "")


def measure_coverage(rows: Sequence[RequirementRow], own: Collection[str] = ()) -> Coverage:
    """The shares of the contract, unweighted. The source shows whatever it supports, so `before` is the supported share.

    Args:
        rows: the requirements.
        own: ids of facts that the user added; what nothing but these supports was not in the source.
    """
    shown = sum(row.status == "shown" for row in rows)
    supported = sum(row.status != "gap" for row in rows)
    in_source = sum(row.status != "gap" and not set(row.facts) <= set(own) for row in rows)
    return Coverage(
        honest=shown / supported if supported else 1.0,
        raw=shown / len(rows) if rows else 0.0,
        before=in_source / len(rows) if rows else 0.0,
    )
