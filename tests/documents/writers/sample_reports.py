"""Reports of invented people, written by hand, for the tests of whatever shows a report."""

from collections.abc import Iterator

from resume.edits import Claim, ClaimAction
from resume.job import JobAnalysis
from resume.report import (
    AtsCheck,
    AtsReport,
    Coverage,
    Degradation,
    EntryScore,
    FactCheckSummary,
    Metrics,
    Pages,
    ProfileScores,
    Report,
    RequirementRow,
    ResearchNote,
    RoundTrip,
    ScoreParts,
    StageRecord,
    StageTokens,
)

NURSE_FACTS = {
    "b.label": "Registered nurse",
    "b.s1": "Registered nurse with nine years on medical and cardiac wards.",
    "b.s2": "Calm in emergencies and fond of teaching.",
    "w1": "Staff Nurse, Cardiac Unit · Saint Fintan Harbour Hospital, Wexmouth · 03/2019 – today",
    "w1.1": "Look after 6 to 8 patients per shift after bypass and valve surgery.",
    "w1.2": "Helped bring in a new handover sheet; missed medication rounds went from 14 to 5 a month.",
    "w1.3": "Mentor for 11 student nurses since 2020.",
    "w1.4": "Telemetry, 12-lead ECGs, arterial lines.",
    "w1.5": "Member of the summer party committee.",
    "w2": "Staff Nurse, Medical Ward · Brackwater General, Dunmore Cross · 09/2015 – 02/2019",
    "w2.1": "Cared for patients with heart failure, COPD and diabetes on a 28-bed ward.",
    "w2.2": "Took part in the sepsis audit of 2017 (212 charts).",
    "w2.3": "Cover for the ward manager on weekends, about twice a month.",
    "e1": "BSc Nursing · Lirren University of Applied Health · 2011 – 2015",
    "c1": "Advanced Life Support (ALS), valid until 2026-11",
    "c2": "Mentorship in Practice, 2020",
    "s1": "Clinical",
    "s1.1": "telemetry",
    "s1.2": "ECG",
    "s1.3": "IV therapy",
    "s2": "Computers: MediChart, Excel",
    "l1": "English (native), Yoruba (fluent)",
}

CUTS_SHORT = "Shorter, with the strongest part first."


def _claim(number: int, section: str, action: ClaimAction, facts: str, text: str | None = None, why: str = "") -> Claim:
    ids = facts.split()
    original = None if action == "added" else NURSE_FACTS[ids[0]]
    shown = original if text is None else text
    return Claim(
        id=f"k{number}", section=section, text=shown or "", original=original, facts=ids, action=action, why=why
    )


def _nurse_claims() -> list[Claim]:
    return [
        _claim(
            1, "headline", "edited", "b.label w1", "Registered nurse, cardiac unit", "Names the ward the ad is about."
        ),
        _claim(
            2,
            "summary",
            "edited",
            "b.s1 w1.3",
            "Registered nurse with nine years on cardiac and medical wards, mentor for 11 student nurses.",
            "Puts cardiac first and shows the mentoring that the ad asks for.",
        ),
        _claim(3, "summary", "kept", "b.s2"),
        _claim(4, "work", "kept", "w1"),
        _claim(
            5,
            "work",
            "edited",
            "w1.1",
            "Care for 6 to 8 post-operative patients per shift after bypass and valve surgery.",
            "Uses the ad’s word “post-operative”; surgery patients are that.",
        ),
        _claim(
            6,
            "work",
            "edited",
            "w1.2",
            "Helped introduce a new handover sheet that cut missed medication rounds from 14 to 5 a month.",
            "Says what came of it in one sentence.",
        ),
        _claim(7, "work", "kept", "w1.3"),
        _claim(
            8,
            "work",
            "edited",
            "w1.4 s1.1 s1.2",
            "Monitor patients by telemetry, 12-lead ECG and arterial lines.",
            "A list of devices became a sentence with the ad’s verb.",
        ),
        _claim(9, "work", "kept", "w2"),
        _claim(10, "work", "kept", "w2.1"),
        _claim(
            11,
            "work",
            "reverted",
            "w2.2",
            why="The draft said “led the sepsis audit”; your resume says that you took part.",
        ),
        _claim(12, "work", "kept", "w2.3"),
        _claim(13, "education", "kept", "e1"),
        _claim(14, "certificates", "kept", "c1"),
        _claim(15, "certificates", "kept", "c2"),
        _claim(
            16,
            "skills",
            "added",
            "s1.1 s1.2 w1.4",
            "Cardiac monitoring: telemetry, 12-lead ECG, arterial lines",
            "The ad asks for cardiac monitoring as a skill; these lines prove it.",
        ),
        _claim(17, "skills", "kept", "s2"),
        _claim(18, "languages", "kept", "l1"),
        _claim(19, "work", "dropped", "w1.5", "", "Says nothing about this job, and made the second page overflow."),
    ]


def _wanted(
    number: int, text: str, kind: str, status: str, facts: str = "", shown_in: str = "", terms: str = ""
) -> RequirementRow:
    return RequirementRow.model_validate(
        {
            "id": f"r{number}",
            "text": text,
            "kind": kind,
            "weight": 1.0 if kind == "required" else 0.5,
            "terms": terms.split(", ") if terms else [],
            "status": status,
            "facts": facts.split(),
            "shown_in": shown_in.split(),
        }
    )


def _score(fact: str, keywords: float, skills: float, experience: float, fit: float) -> EntryScore:
    total = 0.4 * keywords + 0.3 * skills + 0.2 * experience + 0.1 * fit
    parts = ScoreParts(keywords=keywords, skills=skills, experience=experience, fit=fit)
    return EntryScore(fact=fact, score=round(total, 1), parts=parts)


def nurse_report() -> Report:
    """An offline run that went well: 7 of 9 shown, one line returned to its own words."""
    return Report(
        run_id="nurse-cardiac-01",
        mode="offline",
        degradation=Degradation(level="none"),
        stages=[
            StageRecord(stage="intake", by="rules", seconds=0.21),
            StageRecord(stage="job_analyzer", by="rules", seconds=0.03),
            StageRecord(stage="profile_extractor", by="rules", seconds=0.02),
            StageRecord(stage="web_search", by="skipped", reason="Offline: nothing was looked up."),
            StageRecord(stage="profile_compiler", by="rules", seconds=0.02),
            StageRecord(stage="researcher", by="rules", seconds=0.01),
            StageRecord(stage="drafter", by="rules", seconds=0.04),
            StageRecord(stage="star_editor", by="rules", seconds=0.02),
            StageRecord(stage="polisher", by="rules", seconds=0.03),
            StageRecord(stage="validator", by="rules", seconds=0.05),
            StageRecord(stage="exporter", by="rules", seconds=1.62),
        ],
        job=JobAnalysis(
            title="Senior Staff Nurse, Cardiac Ward",
            company="Corrib Bay University Hospital",
            required_skills=["cardiac monitoring", "ALS"],
            experience_level="senior",
            role_type="full-time",
            industry="healthcare",
        ),
        requirements=[
            _wanted(1, "Registered nurse with cardiac experience", "required", "shown", "b.s1 w1", "k1 k2 k4"),
            _wanted(
                2,
                "Post-operative care after heart surgery",
                "required",
                "shown",
                "w1.1",
                "k5",
                "post-operative, bypass",
            ),
            _wanted(3, "Cardiac monitoring (telemetry, ECG)", "required", "shown", "w1.4 s1.1 s1.2", "k8 k16"),
            _wanted(4, "Current Advanced Life Support certificate", "required", "shown", "c1", "k14", "ALS"),
            _wanted(5, "Mentor students and new colleagues", "responsibility", "shown", "w1.3 c2", "k2 k7 k15"),
            _wanted(6, "Take part in clinical audits", "responsibility", "shown", "w2.2", "k11"),
            _wanted(7, "Fluent English", "required", "shown", "l1", "k18"),
            _wanted(8, "Experience with left ventricular assist devices (LVAD)", "preferred", "gap", terms="LVAD"),
            _wanted(9, "Postgraduate diploma in cardiovascular nursing", "preferred", "gap"),
        ],
        profile=ProfileScores(
            experiences=[_score("w1", 92, 88, 95, 100), _score("w2", 54, 61, 70, 80)],
            skills=[_score("s1", 78, 90, 60, 70), _score("s2", 10, 5, 30, 40)],
            education=[_score("e1", 40, 45, 50, 90)],
        ),
        recommendations=[
            "Lead with the cardiac unit; it matches four of the five things this ad calls required.",
            "If you have looked after patients with an LVAD, say so in your own resume: the ad would like it.",
        ],
        research=[],
        editorial_notes=["“w1.2” says “helped”, and so does the tailored line: your part in it was not made larger."],
        coverage=Coverage(honest=1.0, raw=7 / 9, before=4 / 9),
        claims=_nurse_claims(),
        fact_check=FactCheckSummary(claims=412, unsupported_found=2, reverted=2, unsupported_shipped=0),
        ats=AtsReport(
            score=94,
            checks=[
                AtsCheck(
                    name="Contact details at the top", passed=True, points=10, detail="Name, telephone and e-mail."
                ),
                AtsCheck(name="Usual section headings", passed=True, points=15, detail=""),
                AtsCheck(name="One column, in reading order", passed=True, points=20, detail=""),
                AtsCheck(name="Dates with months", passed=False, points=0, detail="The degree gives years alone."),
            ],
        ),
        round_trip=RoundTrip(field_recall=1.0, word_pair_recall=0.998, order=1.0, tagged=True, private_use_glyphs=0),
        pages=Pages(ats=2, visual=2),
        metrics=Metrics(total_seconds=2.06, stage_seconds={"exporter": 1.62}),
        warnings=[],
        files={
            "ats": "resume.ats.pdf",
            "visual": "resume.visual.pdf",
            "docx": "resume.docx",
            "markdown": "resume.md",
            "json": "resume.json",
            "report": "report.json",
            "page": "report.html",
        },
        facts=NURSE_FACTS,
    )


_PLANNER_ROLES = (
    "Warehouse planner · Hollenbrook Logistik, Nordhaven · 2018 – today",
    "Shift lead, inbound · Kestrel & Vale Parcels, Osterby · 2013 – 2018",
    "Forklift driver · Marlow Cold Stores, Osterby · 2009 – 2013",
)


def _planner_claims() -> Iterator[tuple[Claim, dict[str, str]]]:
    """150 lines: three roles with fifty lines each, every third of them edited, every twentieth left out."""
    for number in range(150):
        role, line = number // 50 + 1, number % 50
        if line == 0:
            text = _PLANNER_ROLES[role - 1]
            claim = Claim(
                id=f"k{number}", section="work", text=text, original=text, facts=[f"w{role}"], action="kept", why=""
            )
            yield claim, {f"w{role}": text}
            continue
        original = f"Was responsible for planning the slots of dock {line}, on average {20 + line} trucks per day."
        edited, dropped = line % 3 == 0, line % 20 == 0
        text = f"Planned the slots of dock {line} for {20 + line} trucks a day on average." if edited else original
        action: ClaimAction = "dropped" if dropped else "edited" if edited else "kept"
        why = "Did not fit on two pages." if dropped else CUTS_SHORT if edited else ""
        fact = f"w{role}.{line}"
        claim = Claim(
            id=f"k{number}",
            section="work",
            text="" if dropped else text,
            original=original,
            facts=[fact],
            action=action,
            why=why,
        )
        yield claim, {fact: original}


def planner_report() -> Report:
    """A long model run by a fallback: 150 lines, research, supported requirements left out, a price."""
    claims, facts = [], {}
    for claim, named in _planner_claims():
        claims.append(claim)
        facts.update(named)
    asked = [
        _wanted(1, "Slot and dock planning", "required", "shown", "w1.1 w1.2 w1.3 w1.4", "k1 k2 k3 k4"),
        _wanted(2, "Lead shifts of up to 20 people", "required", "shown", "w2", "k50"),
        _wanted(3, "Forklift licence", "preferred", "supported", "w3"),
        _wanted(4, "SAP EWM", "required", "gap", terms="SAP EWM, EWM"),
        *(_wanted(5 + n, f"Key figure {n} of the warehouse", "keyword", "gap") for n in range(8)),
    ]
    return nurse_report().model_copy(
        update={
            "run_id": "planner-02",
            "mode": "model",
            "degradation": Degradation(level="minor", reasons=["One provider was slow; another wrote the drafts."]),
            "stages": [
                StageRecord(stage="web_search", by="model", model="search-small", seconds=4.2),
                StageRecord(
                    stage="drafter", by="model", model="writer-medium", reason="writer-large timed out", seconds=71
                ),
            ],
            "job": JobAnalysis(title="Senior Warehouse Planner", company="Fjordlager A/S"),
            "requirements": asked,
            "profile": ProfileScores(
                experiences=[_score("w1", 81, 70, 90, 60), _score("w2", 50, 60, 40, 60), _score("w3", 20, 30, 10, 60)],
                skills=[_score(f"s{n}", 5.0 * n, 4.0 * n, 3.0 * n, 50) for n in range(1, 13)],
            ),
            "research": [
                ResearchNote(
                    text="Opened a third automated warehouse in 2023.", url="https://news.example.org/fjordlager"
                ),
                ResearchNote(text="A note without a safe address.", url="javascript:alert(1)"),
            ],
            "coverage": Coverage(honest=2 / 3, raw=2 / 12, before=1 / 12),
            "claims": claims,
            "fact_check": FactCheckSummary(claims=150, unsupported_found=1, reverted=1, unsupported_shipped=0),
            "ats": None,
            "pages": Pages(ats=2, visual=1),
            "metrics": Metrics(
                total_seconds=31.4,
                stage_seconds={"drafter": 71.0},
                calls=9,
                cache_hits=2,
                fallbacks=1,
                tokens={"drafter": StageTokens(input=2400, output=1100)},
                tokens_total=3500,
                cost_usd=0.0087,
            ),
            "warnings": ["Two lines are in Danish, which has no rules here; they stayed as they were."],
            "facts": facts,
        }
    )


def bare_report() -> Report:
    """Next to nothing: an ad without a title, a resume without lines, nothing measured."""
    return Report(
        run_id="bare-03",
        mode="offline",
        degradation=Degradation(level="none"),
        stages=[],
        job=JobAnalysis(),
        requirements=[],
        profile=ProfileScores(),
        recommendations=[],
        research=[],
        editorial_notes=[],
        coverage=Coverage(honest=1.0, raw=0.0, before=0.0),
        claims=[],
        fact_check=FactCheckSummary(claims=0, unsupported_found=0, reverted=0, unsupported_shipped=None),
        pages=Pages(ats=1, visual=1),
        metrics=Metrics(total_seconds=0.4, stage_seconds={}),
        warnings=[],
        files={},
    )


def degraded_report() -> Report:
    """A model was asked for and none answered; nothing was read back; one claim got through."""
    return nurse_report().model_copy(
        update={
            "run_id": "degraded-04",
            "mode": "model",
            "degradation": Degradation(level="severe", reasons=["No provider answered within 120 seconds."]),
            "stages": [
                StageRecord(stage="drafter", by="rules", reason="No provider answered.", seconds=0.04),
                StageRecord(stage="web_search", by="skipped", reason="Took longer than 10 seconds."),
            ],
            "fact_check": FactCheckSummary(claims=40, unsupported_found=5, reverted=3, unsupported_shipped=2),
            "ats": None,
            "round_trip": None,
            "metrics": Metrics(total_seconds=124.9, stage_seconds={}, calls=3, retries=2, unpriced_calls=3),
            "warnings": ["The PDF was not read back: the reader did not start."],
        }
    )


HOSTILE_LINES = (
    "<script>alert('x')</script> & <img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %} ${jndi:ldap://x} {# note #}",
    "أدارت فريقًا من 12 ممرضة في قسم القلب",
    "Pneumonoultramicroscopicsilicovolcanoconiosis" * 6,
    'A "quoted" line with </style></title> in it',
)


def hostile_report() -> Report:
    """Text that tries to be markup, template code or another direction, in every field that holds words."""
    facts = {f"w1.{n}": line for n, line in enumerate(HOSTILE_LINES, 1)}
    first = HOSTILE_LINES[0]
    return nurse_report().model_copy(
        update={
            "job": JobAnalysis(title=first, company=HOSTILE_LINES[1], industry=HOSTILE_LINES[2]),
            "claims": [
                Claim(
                    id=f"k{n}",
                    section=first if n == 5 else "work",
                    text=f"{line} today",
                    original=line,
                    facts=[f"w1.{n}"],
                    action="edited",
                    why=line,
                )
                for n, line in enumerate(HOSTILE_LINES, 1)
            ],
            "requirements": [
                _wanted(1, first, "required", "shown", "w1.1 w1.3", "k1 k3"),
                _wanted(2, first, "keyword", "gap"),
            ],
            "recommendations": list(HOSTILE_LINES),
            "editorial_notes": list(HOSTILE_LINES),
            "research": [ResearchNote(text=first, url='https://example.org/"><script>')],
            "warnings": list(HOSTILE_LINES),
            "files": {"one": '/somewhere/else/a"b <c>.pdf', "two": "s3://bucket/folder/resume.docx"},
            "facts": facts,
        }
    )
