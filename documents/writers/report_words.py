"""What a report says in plain words: one wording for the page, the terminal and whatever speaks to the job seeker next.

Every function is pure. Nothing here promises more than the numbers say: what was not measured is said to be not measured.
"""

import functools
import math
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

from documents.writers.printable import clean_line
from resume.edits import Claim, ClaimAction
from resume.report import (
    Coverage,
    Degradation,
    FactCheckSummary,
    Metrics,
    Pages,
    Report,
    RequirementStatus,
    RoundTrip,
    StageRecord,
)

ACTIONS: tuple[ClaimAction, ...] = ("edited", "added", "dropped", "reverted", "kept")
"""What can become of a line, in the order in which a reader wants to know."""

_FACT_ID = re.compile(r"(?P<letter>[a-wyz])(?P<entry>\d+)(?:\.(?P<part>[a-z]?)(?P<number>\d+))?")
_CUSTOM_FACT_ID = re.compile(r"x(?P<section>\d+)\.(?P<entry>\d+)(?:\.(?P<part>[a-z]?)(?P<number>\d+))?")
_CUSTOM_SECTION = re.compile(r"custom(?:Sections)?[:.]\d+")


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"),
    )
    return words


def word_for(table: str, key: str) -> str:
    """What `report_words.toml` calls `key`; a key it does not know is spelt out (`softwareTools` → `Software tools`)."""
    known = _words()[table].get(key)
    if known is not None:
        return known
    spelt = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key.replace("_", " ")).strip()
    return spelt[:1].upper() + spelt[1:].lower()


def section_title(section: str) -> str:
    """A section's name as a reader says it."""
    return word_for("sections", "customSections" if _CUSTOM_SECTION.fullmatch(section) else section)


def file_purpose(name: str) -> str:
    """What a file is for; empty for a file that is not known."""
    return _words()["files"].get(name, "")


def file_name(path: str) -> str:
    """The last part of a path or address, whichever system wrote it: a name that works beside the report."""
    return PureWindowsPath(path).name


def printable_report(report: Report) -> Report:
    """The report with every text as it may stand on a page or a terminal: no control marks, no direction overrides."""
    return Report.model_validate(_printable(report.model_dump()))


def _printable(value: object) -> object:
    if isinstance(value, str):
        return clean_line(value)
    if isinstance(value, dict):
        return {_printable(key): _printable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_printable(item) for item in value]
    return value


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: `1 page`, `2 pages`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def percent(share: float) -> str:
    """A share of 0..1 as a whole percentage that never rounds up to all, or down to nothing."""
    whole = round(share * 100)
    if share < 1:
        whole = min(whole, 99)
    if share > 0:
        whole = max(whole, 1)
    return f"{whole}%"


def duration(seconds: float) -> str:
    """Seconds as a person says them: `0.4 s`, `12 s`, `2 min 5 s`."""
    if seconds < 0.05:
        return "under 0.1 s"
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def job_title(report: Report) -> str:
    """The job's title; where the ad names none, what the page is about."""
    return (report.job.title or "").strip() or "Your tailored resume"


def job_facts(report: Report) -> list[str]:
    """The few words under the title: level, type, industry, as far as the ad says."""
    level = report.job.experience_level
    words = [word_for("experience_levels", level) if level else None, report.job.role_type, report.job.industry]
    return [word for word in words if word]


def _statuses(report: Report) -> Counter[RequirementStatus]:
    return Counter(row.status for row in report.requirements)


def verdict(report: Report) -> str:
    """The result in one calm sentence: how many of the things the ad asks for are shown, left out, missing."""
    statuses, total = _statuses(report), len(report.requirements)
    shown, left_out, missing = statuses["shown"], statuses["supported"], statuses["gap"]
    if total == 0:
        return "This ad names nothing that a resume could be checked against."
    if total == 1:
        only = {"shown": "shown", "supported": "in your resume, but was left out", "gap": "not in your resume"}
        return f"The one thing this ad asks for is {only[report.requirements[0].status]}."
    if missing == total:
        return f"None of the {total} things this ad asks for is in your resume."
    if shown == total:
        return f"All {total} things this ad asks for are shown."
    first = "None" if shown == 0 else str(shown)
    parts = [f"{first} of the {total} things this ad asks for {'is' if shown <= 1 else 'are'} shown"]
    if left_out:
        parts.append(f"{left_out} {'is' if left_out == 1 else 'are'} in your resume but left out")
    if missing:
        parts.append(f"{missing} {'is' if missing == 1 else 'are'} not in your resume")
    return "; ".join(parts) + "."


def assurance(check: FactCheckSummary) -> str:
    """What the fact check means for the person who sends the resume out."""
    if check.unsupported_shipped is None:
        return "The finished files were not read back, so look them over before you send them."
    if check.unsupported_shipped > 0:
        claims = count(check.unsupported_shipped, "claim")
        return f"Please check before you send: {claims} in the files could not be traced to your resume."
    if check.claims == 0:
        return "There was no claim to check."
    return "Every claim in the files was traced back to your own resume."


def fact_check_words(check: FactCheckSummary) -> str:
    """The fact check's numbers as one sentence."""
    if check.claims == 0:
        return "No claim was checked."
    parts = [f"{count(check.claims, 'claim')} checked"]
    if check.unsupported_found == 0:
        parts.append("none unsupported")
    else:
        parts += [f"{check.unsupported_found:,} unsupported found", _reverted_words(check)]
    if check.unsupported_shipped is not None:
        parts.append(f"{check.unsupported_shipped:,} shipped")
    sentence = ", ".join(parts) + "."
    if check.unsupported_shipped is None:
        sentence += " What reached the files was not measured: they were not read back."
    return sentence


def _reverted_words(check: FactCheckSummary) -> str:
    found, reverted = check.unsupported_found, check.reverted
    if reverted >= found:
        who = {1: "it was", 2: "both"}.get(found, f"all {found:,}")
        return f"{who} returned to your own words"
    if (
        check.unsupported_shipped == 0
    ):  # nothing of it is left: what did not go back to the source was written anew or cut out
        return f"{reverted:,} of them returned to your own words, the rest mended" if reverted else "mended"
    return f"{reverted:,} of them returned to your own words" if reverted else "none of them returned to your own words"


def share_of_requirements(report: Report, share: float) -> str:
    """A share of the ad's requirements as `4 of 9 (44%)`; the percentage alone where it is no whole number of them."""
    total = len(report.requirements)
    number = round(share * total)
    if total and math.isclose(number / total, share, abs_tol=0.005):
        return f"{number} of {total} ({percent(share)})"
    return percent(share)


def coverage_change(coverage: Coverage) -> str:
    """The way of the coverage in a few words, said plainly when it did not rise."""
    before, after = percent(coverage.before), percent(coverage.raw)
    if before == after:
        return f"Coverage of the ad stayed at {after}."
    way = "rose" if coverage.raw > coverage.before else "fell"
    return f"Coverage of the ad {way} from {before} to {after}."


def page_words(pages: Pages) -> str:
    """How long the two PDFs are; empty where no pages were made."""
    if pages.ats == pages.visual:
        return f"{count(pages.ats, 'page')} in both PDFs" if pages.ats else ""
    parts = [(pages.ats, "in the plain PDF"), (pages.visual, "in the designed PDF")]
    return ", ".join(f"{count(number, 'page')} {where}" for number, where in parts if number)


def change_counts(report: Report) -> dict[ClaimAction, int]:
    """How many lines each action met, actions that met none left out."""
    counted = Counter(claim.action for claim in report.claims)
    return {action: counted[action] for action in ACTIONS if counted[action]}


def round_trip_words(trip: RoundTrip) -> str:
    """How much of the resume came back from the PDF."""
    if trip.field_recall >= 1:
        return "Every field came back when the PDF was read like an applicant tracking system (ATS) does."
    return (
        f"{percent(trip.field_recall)} of the fields came back when the PDF was read "
        "like an applicant tracking system (ATS) does."
    )


def degradation_words(degradation: Degradation) -> str:
    """How far the run fell short of what was asked for, without drama."""
    return word_for("levels", degradation.level)


def remark_count(report: Report) -> int:
    """How many things there are to know about the run: shortfalls and warnings."""
    shortfalls = len(report.degradation.reasons) or int(report.degradation.level != "none")
    return shortfalls + len(report.warnings)


def whole(figure: float) -> str:
    """A figure without decimals."""
    return f"{figure:.0f}"


def points(figure: float) -> str:
    """Points of a rubric: `1 point`, `7.5 points`; to one decimal, as the rubric's own sentences say them."""
    shown = f"{figure:.1f}".removesuffix(".0")
    return f"{shown} {'point' if shown == '1' else 'points'}"


def clipped(text: str, limit: int = 90) -> str:
    """A line cut between words to about `limit` characters, with an ellipsis that follows no other mark."""
    if len(text) <= limit + 10:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" .,;:–-") + "…"


def making_words(report: Report) -> str:
    """By what the resume was made, in one sentence."""
    if report.mode == "offline":
        return "By fixed rules, without a language model."
    answered = [stage for stage in report.stages if stage.by == "model"]
    if not answered:
        return "By fixed rules: a language model was asked for, and none could be used."
    if all(stage.unused for stage in answered):
        return "By fixed rules: a language model was asked and answered, and nothing of its answers could be used."
    return "With a language model, and checked by fixed rules."


def done_by(stage: StageRecord) -> str:
    """By what a stage was done: `model`, or `model for 3 of 5 parts` where the rest had nothing to ask or no usable answer.

    Where a model answered and nothing of it could be used, that is said, for the result is the rules' own.
    """
    if stage.unused:
        return word_for("ways", "unused")
    by_model = sum(part.by == "model" and not part.unused for part in stage.parts.values())
    share = f" for {by_model} of {len(stage.parts)} parts" if 0 < by_model < len(stage.parts) else ""
    return word_for("ways", stage.by) + share


def makers_words(report: Report) -> str:
    """Which of the steps that asked a model were done by one, and by which; empty where none asked."""
    asked = [stage for stage in report.stages if stage.asked]
    by_model = [stage for stage in asked if stage.by == "model" and not stage.unused]
    unused = [stage for stage in asked if stage.by == "model" and stage.unused]
    if not asked:
        return ""
    if not by_model and not unused:
        return "none could be used, every step by rules"
    if not by_model:
        return f"{_models_of(unused)} answered, nothing of it could be used, every step by rules"
    told = f"{len(by_model)} of {count(len(asked), 'step')} by {_models_of(by_model)}"
    idle = f", {count(len(unused), 'step')} with an answer of which nothing could be used" if unused else ""
    return f"{told}{idle}, everything else by rules"


def _models_of(stages: Sequence[StageRecord]) -> str:
    names = dict.fromkeys(name for stage in stages if stage.model for name in stage.model.split(", "))
    return ", ".join(names) or "a model"


def cost_words(metrics: Metrics) -> str:
    """What the models did and cost; without calls there was nothing to pay."""
    if metrics.calls == 0:
        cached = f" {count(metrics.cache_hits, 'answer')} came from the cache." if metrics.cache_hits else ""
        return f"No model was called.{cached}"
    parts = [count(metrics.calls, "model call"), f"{metrics.tokens_total:,} tokens"]
    if metrics.cache_hits:
        parts.append(f"{metrics.cache_hits:,} from the cache")
    cost = "cost not measured" if metrics.cost_usd is None else f"${metrics.cost_usd:.4f}"
    unpriced = f" ({count(metrics.unpriced_calls, 'call')} without a known price)" if metrics.unpriced_calls else ""
    return ", ".join([*parts, cost + unpriced]) + "."


def action_words(claim: Claim) -> str:
    """What became of a line, and that it was the user's doing where it was: `Added by you`."""
    done = word_for("actions", claim.action)
    return f"{done} by you" if claim.by_user and claim.action in ("added", "edited") else done


def fact_place(fact_id: str) -> str:
    """Where a fact stands in the source, in words: `w2.3` → `role 2, line 3`. An id of another kind is given as it is."""
    if fact_id == "b.label":
        return "headline"
    if re.fullmatch(r"u\d+", fact_id):
        return "added by you"
    if sentence := re.fullmatch(r"b\.s(\d+)", fact_id):
        return f"summary, sentence {sentence[1]}"
    if custom := _CUSTOM_FACT_ID.fullmatch(fact_id):
        return f"extra section {custom['section']}, entry {custom['entry']}" + _part_of_entry(custom, "line")
    match = _FACT_ID.fullmatch(fact_id)
    place = _words()["places"].get(match["letter"]) if match else None
    if match is None or place is None:
        return fact_id
    return f"{place} {match['entry']}" + _part_of_entry(match, _words()["place_items"].get(match["letter"], "line"))


def _part_of_entry(match: re.Match[str], item: str) -> str:
    if match["number"] is None:
        return ""
    part = _words()["place_parts"].get(match["part"], match["part"]) if match["part"] else item
    return f", {part} {match['number']}"
