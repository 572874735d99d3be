"""The cover letter's model way, and what the validator leaves of it."""

from datetime import date
from pathlib import Path

import pytest

from errors import GatewayUnavailable
from nodes.cover_letter import cover_letter
from nodes.private import contact_details
from nodes.state import CoverLetterInput, Update
from nodes.validator import settle_letter
from resume.dossier import compile_dossier
from resume.facts import number_facts
from resume.job import JobAnalysis, JobText
from resume.letter.check import CheckedLetter
from resume.letter.letter import CoverLetter
from resume.matching import match_requirements
from resume.report import ProfileScores
from resume.schema import Resume
from tests.nodes.drafting import AD, ASKED, baker
from tests.scripted_models import Reply, ScriptedModels, live_with, runtime

TODAY = date(2026, 3, 2)

TRUE = {
    "text": "At Rook Lane Bakery I am responsible for baking 400 sourdough loaves a night with two colleagues. "
    "I cut waste from 9% to 4% within a year by planning the shifts anew.",
    "facts": ["w1", "w1.1", "w1.2"],
}
ALSO_TRUE = {
    "text": "Before that, at Tern & Daughters, I ran the morning counter and trained 3 apprentices in lamination. "
    "My skills include sourdough and lamination.",
    "facts": ["w2.1", "w2.2", "s1", "s2"],
}


def letter_state(resume: Resume | None = None, ad: str = AD, analysis: JobAnalysis | None = None) -> CoverLetterInput:
    source = resume or baker()
    facts = number_facts(source)
    matches = match_requirements(ASKED, facts, TODAY)
    return CoverLetterInput(
        run_id="r",
        input_tokens=900,
        contacts=contact_details(source),
        source=source,
        facts=facts,
        job_text=JobText(text=ad, title="Night baker", company="Rye & Sons"),
        analysis=analysis or JobAnalysis(title="Night baker", company="Rye & Sons"),
        requirements=ASKED,
        matches=matches,
        dossier=compile_dossier(facts, ASKED, matches, ProfileScores(), [], []),
    )


async def write(reply: Reply, folder: Path, state: CoverLetterInput | None = None) -> Update:
    return await cover_letter(state or letter_state(), runtime(), live=live_with(ScriptedModels(reply), folder))


async def by_rules(folder: Path, state: CoverLetterInput | None = None) -> CoverLetter:
    update = await cover_letter(state or letter_state(), runtime(mode="offline"), live=live_with(None, folder))
    letter = update["letter"]
    assert letter is not None
    return letter


async def settled(reply: Reply, folder: Path) -> CheckedLetter:
    state = letter_state()
    letter = (await write(reply, folder, state))["letter"]
    assert letter is not None
    return settle_letter(
        {"source": state["source"], "facts": state["facts"], "job_text": state["job_text"]}, letter, TODAY
    )


async def test_a_machines_sentence_is_not_taken_and_a_slip_is_mended(tmp_path: Path) -> None:
    text = (
        "I leveraged 400 sourdough loaves a night. I am passionate about driving exceptional results. I baked an batch."
    )
    letter = (await write({"paragraphs": [{"text": text, "facts": ["w1.1"]}]}, tmp_path))["letter"]
    assert letter is not None
    body = [sentence.text for sentence in letter.sentences if sentence.by == "model"]
    assert body == ["I used 400 sourdough loaves a night.", "I baked a batch."]
    assert [one.why for one in letter.refused] == ["it read like a machine's"]


def said(letter: CoverLetter) -> str:
    return " ".join(sentence.text for sentence in letter.sentences)


async def test_a_true_body_stands_between_the_rules_opening_and_close(tmp_path: Path) -> None:
    checked = await settled({"paragraphs": [TRUE, ALSO_TRUE]}, tmp_path)
    rules = await by_rules(tmp_path)
    assert checked.refused == []
    assert [one.text for one in checked.letter.paragraphs] == [
        rules.paragraphs[0].text,
        TRUE["text"],
        ALSO_TRUE["text"],
        rules.paragraphs[-1].text,
    ]


async def test_every_sentence_about_the_candidate_names_facts(tmp_path: Path) -> None:
    checked = await settled({"paragraphs": [TRUE, ALSO_TRUE]}, tmp_path)
    known = {fact.id for fact in letter_state()["facts"]}
    body = [one for paragraph in checked.letter.paragraphs if paragraph.part == "body" for one in paragraph.sentences]
    assert all(one.facts and set(one.facts) <= known and one.by == "model" for one in body)


@pytest.mark.parametrize(
    "lie",
    [
        "I led a team of 40 bakers.",
        "I hold a diploma from the Zorblax Institute.",
        "I have baked with the FlourOS system since 2009.",
        "I have always admired your bakery.",
        "I am passionate about bread.",
        "You are looking for somebody who has led 40 bakers, as I have.",
        "Your team needs a manager with 20 years of leadership.",
        "That work taught me humility and courage.",
        "I cut waste from 9% to 1% within a year.",
    ],
)
async def test_a_lie_among_true_sentences_is_taken_out_and_recorded(lie: str, tmp_path: Path) -> None:
    paragraph = {"text": f"{TRUE['text']} {lie}", "facts": TRUE["facts"]}
    checked = await settled({"paragraphs": [paragraph, ALSO_TRUE]}, tmp_path)
    assert lie not in said(checked.letter)
    assert str(TRUE["text"]) in said(checked.letter)
    assert len(checked.refused) == 1
    assert "40" not in checked.refused[0].why


async def test_what_the_ad_says_of_the_job_may_be_said(tmp_path: Path) -> None:
    paragraph = {"text": f"You know sourdough. {TRUE['text']}", "facts": TRUE["facts"]}
    checked = await settled({"paragraphs": [paragraph, ALSO_TRUE]}, tmp_path)
    assert said(checked.letter).count("sourdough") >= 1
    assert all(sentence.facts for sentence in checked.letter.sentences if "400" in sentence.text)


async def test_a_letter_of_lies_gives_way_to_the_rules_own(tmp_path: Path) -> None:
    lies = {"text": "I founded three bakeries. I led 200 people. I won the Golden Loaf in 2020.", "facts": ["w1.1"]}
    checked = await settled({"paragraphs": [lies, lies]}, tmp_path)
    rules = await by_rules(tmp_path)
    assert [one.text for one in checked.letter.paragraphs] == [one.text for one in rules.paragraphs]
    assert len(checked.refused) == 6


@pytest.mark.parametrize(
    "reply",
    [
        GatewayUnavailable("cover_letter", "timed out"),
        {"paragraphs": []},
        {"paragraphs": [{"text": "I bake.", "facts": ["w9.9"]}]},
        {"paragraphs": [{"text": "<b>I bake</b> at https://evil.example", "facts": ["w1.1"]}]},
        {"paragraphs": [{"text": "Call me at [XPHONE9].", "facts": ["w1.1"]}]},
        {"paragraphs": [{"text": "I bake and bake and " + "bake " * 100 + ".", "facts": ["w1.1"]}]},
    ],
    ids=["stalled", "empty", "unknown facts", "markup", "made-up placeholder", "endless"],
)
async def test_where_nothing_of_an_answer_can_be_used_the_rules_letter_stands(reply: Reply, tmp_path: Path) -> None:
    update = await write(reply, tmp_path)
    assert update["letter"] == await by_rules(tmp_path)
    record = update["stages"]["cover_letter"]
    assert record.asked
    assert record.by == "rules" or record.unused


async def test_the_prompt_holds_no_contact_details_and_not_the_ad(tmp_path: Path) -> None:
    models = ScriptedModels({"paragraphs": [TRUE]})
    await cover_letter(letter_state(), runtime(), live=live_with(models, tmp_path))
    for secret in ("Wilma", "Oduya", "wilma@example.org", "Rye & Sons", "Free bread"):
        assert secret not in models.sent
    assert "w1.1: Was responsible for baking 400 sourdough loaves" in models.sent


async def test_a_name_held_back_comes_back_where_its_line_holds_it(tmp_path: Path) -> None:
    own = {
        "text": "I cut waste from 9% to 4% within a year by planning the shifts anew, as [XNAME1]'s own scheme.",
        "facts": ["w1.2"],
    }
    letter = (await write({"paragraphs": [own]}, tmp_path))["letter"]
    assert letter is not None
    assert "Wilma Oduya's own scheme" in said(letter)


async def test_offline_nothing_is_asked_and_nothing_recorded_as_asked(tmp_path: Path) -> None:
    update = await cover_letter(letter_state(), runtime(mode="offline"), live=live_with(ScriptedModels(), tmp_path))
    assert update["stages"]["cover_letter"].by == "rules"
    assert not update["stages"]["cover_letter"].asked


async def test_in_a_language_without_rules_there_is_no_letter_and_a_reason(tmp_path: Path) -> None:
    german = baker()
    german.meta.language = "de"
    update = await cover_letter(letter_state(german), runtime(), live=live_with(ScriptedModels(), tmp_path))
    assert update["letter"] is None
    record = update["stages"]["cover_letter"]
    assert record.by == "skipped"
    assert "(de)" in (record.reason or "")


async def test_with_neither_title_nor_employer_the_letter_names_none(tmp_path: Path) -> None:
    letter = await by_rules(tmp_path, letter_state(analysis=JobAnalysis()))
    assert letter.recipient == []
    assert letter.paragraphs[0].sentences[0].text == "I am writing to apply for the position that you have advertised."
    assert letter.subject == "Application"
