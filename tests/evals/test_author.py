"""The scripted author, asked with prompts as the stages write them."""

import json
from typing import cast

import pytest
from pydantic import BaseModel

from evals.author import CANARIES, badly, falsely, faulty, well
from evals.author.reading import rows, work_of
from evals.author.styles import STYLES, Style
from evals.author.well import in_order, reword
from evals.author.words import words
from evals.loopback import Asked
from evals.loopback.answers import Json
from nodes.job_analyzer import AdAnswer
from nodes.line_edits import LineEdits
from nodes.polisher import PolishAnswer
from nodes.profile_extractor import ProfileAnswer
from nodes.researcher import ResearchAnswer
from nodes.star_editor import StarAnswer
from prompts.library import read_prompt

AD = """1: Harbour Master
2: Port of Nallow · Full time
3: What you will do
4: - Assign berths and keep the log
5: What you need
6: - At least 6 years of experience in pilotage
7: - Knowledge of VTS, ECDIS and GMDSS"""

LINES = """place w1: Deputy Harbour Master, Port of Ellin, 2018 – Present
w1.1: Was responsible for the berth plan of 14 quays.
w1.2: Cut waiting times by 30% by introducing a slot list.
w1.3: Trained pilots in order to use ECDIS."""

FACTS = LINES.replace("place ", "") + "\ne1: Nautical Science, Ellin College, 2014"
ASKS = "r1: berths\nr2?: waiting times"
FAILED = "w1.1: source: Was responsible for the berth plan. / refused: Led 90 planners. / why: “90” is new."

MOODS = [well, badly, falsely, faulty]


def asked(schema: type[BaseModel], stage: str, variant: str = "v1", **values: str) -> Asked:
    prompt = read_prompt(stage, variant)
    rendered = prompt.render(dict.fromkeys(prompt.words | prompt.data, "") | values)
    told = cast("dict[str, Json]", schema.model_json_schema())
    return Asked(
        "chat", "scripted", "json_schema", "answer", told, f"{rendered.system}\n{rendered.user}", "key", limit=None
    )


REQUESTS: dict[str, tuple[Asked, type[BaseModel]]] = {
    "ad": (asked(AdAnswer, "job_analyzer", ad=AD), AdAnswer),
    "skills": (asked(ProfileAnswer, "profile_extractor", facts=FACTS), ProfileAnswer),
    "plan": (asked(ResearchAnswer, "researcher", facts=FACTS, asks=ASKS), ResearchAnswer),
    "draft": (asked(LineEdits, "drafter", lines=LINES, wanted="pilotage"), LineEdits),
    "star": (asked(StarAnswer, "star_editor", lines=LINES), StarAnswer),
    "polish": (asked(PolishAnswer, "polisher", lines=LINES, ad=AD, most="2"), PolishAnswer),
    "mend": (asked(LineEdits, "polisher", "strict_v1", failed=FAILED), LineEdits),
}


def answered(work: str) -> dict[str, Json]:
    return cast("dict[str, Json]", well(REQUESTS[work][0]))


@pytest.mark.parametrize("work", REQUESTS)
def test_each_stage_is_known_by_what_it_asks_for(work: str) -> None:
    assert work_of(REQUESTS[work][0]) == work


@pytest.mark.parametrize("work", REQUESTS)
def test_a_good_answer_has_the_form_that_was_asked_for(work: str) -> None:
    request, schema = REQUESTS[work]
    assert schema.model_validate(well(request))


@pytest.mark.parametrize("work", REQUESTS)
@pytest.mark.parametrize("mood", MOODS)
def test_the_same_prompt_gets_the_same_answer(work: str, mood: type[object]) -> None:
    request, _ = REQUESTS[work]
    assert mood(request) == mood(request)  # type: ignore[call-arg]


@pytest.mark.parametrize("mood", MOODS)
def test_what_no_stage_asks_is_left_to_the_schema(mood: type[object]) -> None:
    class Weather(BaseModel):
        sunny: bool

    told = cast("dict[str, Json]", Weather.model_json_schema())
    assert mood(Asked("chat", "m", "json_schema", "n", told, "Is it sunny?", "key", None)) is None  # type: ignore[call-arg]


def test_an_ad_is_read_in_its_own_words() -> None:
    found = answered("ad")
    assert found["title"] == "Harbour Master"
    assert found["company"] == "Port of Nallow"
    assert found["years"] == 6
    assert found["duties"] == [4]
    assert {"VTS", "ECDIS", "GMDSS"} <= set(cast("list[str]", found["terms"]))


def test_a_plan_holds_ids_of_the_prompt_alone() -> None:
    found = answered("plan")
    known = {row.id for row in rows(REQUESTS["plan"][0].prompt, "facts")}
    named = {*cast("list[str]", found["lead"]), *cast("list[str]", found["metrics"])}
    assert named
    assert named <= known
    assert found["links"] == [{"r": "r2", "f": ["w1.2"]}]


def test_headers_are_never_edited() -> None:
    for work in ("draft", "star", "polish"):
        edits = cast("list[dict[str, str]]", answered(work)["edits"])
        assert "w1" not in {edit["fact"] for edit in edits}


def test_no_more_lines_are_polished_than_may_be() -> None:
    request = asked(LineEdits, "polisher", lines=LINES, ad=AD, most="1")
    assert len(cast("list[Json]", cast("dict[str, Json]", well(request))["edits"])) == 1


@pytest.mark.parametrize(
    ("line", "reworded"),
    [
        ("Was responsible for the berth plan of 14 quays.", "Handled the berth plan of 14 quays."),
        ("Trained pilots in order to use ECDIS.", "Trained pilots to use ECDIS."),
        ("Kept the log.", "Kept the log."),
    ],
)
def test_a_line_is_said_more_plainly_or_left_alone(line: str, reworded: str) -> None:
    assert reword(line) == reworded


@pytest.mark.parametrize(
    ("line", "ordered"),
    [
        ("Cut waits by 30% by introducing a slot list.", "Introduced a slot list, cutting waits by 30%."),
        ("Reduced errors by writing a checklist", "Wrote a checklist, reducing errors"),
        ("Wrote a checklist.", None),
        ("Led a team by day.", None),
    ],
)
def test_what_was_done_goes_before_what_came_of_it(line: str, ordered: str | None) -> None:
    assert in_order(line) == ordered


@pytest.mark.parametrize("work", REQUESTS)
def test_every_lie_holds_a_canary_or_has_no_words_of_its_own(work: str) -> None:
    told = json.dumps(falsely(REQUESTS[work][0]))
    assert any(canary in told for canary in CANARIES)


def test_each_false_text_can_be_found_by_its_canary() -> None:
    lies = words().lies
    for text in (*lies.tails, *lies.terms, *lies.titles, *lies.companies):
        assert any(canary in text for canary in CANARIES)


@pytest.mark.parametrize("work", ["draft", "star", "polish", "mend"])
def test_each_false_edit_holds_a_canary(work: str) -> None:
    edits = cast("list[dict[str, str]]", cast("dict[str, Json]", falsely(REQUESTS[work][0]))["edits"])
    assert edits
    assert all(any(canary in edit["text"] for canary in CANARIES) for edit in edits)


def test_bad_answers_are_bad_in_many_ways() -> None:
    requests = [asked(LineEdits, "drafter", lines=LINES, wanted=f"term {number}") for number in range(60)]
    assert len({json.dumps(badly(request)) for request in requests}) >= 5


def test_a_faulty_author_is_good_and_bad_and_false_in_turn() -> None:
    requests = [asked(LineEdits, "drafter", lines=LINES, wanted=f"term {number}") for number in range(60)]
    answers = [json.dumps(faulty(request)) for request in requests]
    good = json.dumps(well(requests[0]))
    lies = [any(canary in answer for canary in CANARIES) for answer in answers]
    assert good in answers
    assert any(lies)
    assert any(answer != good and not lie for answer, lie in zip(answers, lies, strict=True))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
@pytest.mark.parametrize("work", ["draft", "star", "polish", "mend"])
def test_a_bad_style_has_the_form_that_was_asked_for(work: str, style: Style) -> None:
    request, schema = REQUESTS[work]
    good = cast("dict[str, Json]", well(request))
    assert schema.model_validate(style(good, request))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a_bad_style_changes_a_line(style: Style) -> None:
    request, _ = REQUESTS["polish"]
    told = {row.id: row.text for row in rows(request.prompt, "lines")}
    spoiled = LineEdits.model_validate(style(cast("dict[str, Json]", well(request)), request))
    assert any(edit.text != told[edit.fact] for edit in spoiled.edits)
