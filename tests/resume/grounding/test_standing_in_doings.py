"""Doings and qualities in the place of a line's own: what editors write, and what would be another deed."""

import pytest

from resume.grounding.language.lists import read_sections
from resume.grounding.language.thesaurus import uninflected
from resume.grounding.support.standing_in import stands_in
from tests.resume.grounding.test_standing_in import says

STAY_APART = [
    ("took", "gave"), ("took", "taught"), ("ran", "taught"), ("gave", "passed"), ("bought", "sold"), ("lent", "gave"),
    ("exported", "sold"), ("marketed", "sold"), ("stored", "sold"), ("approached", "reached"), ("bid", "won"),
    ("attracted", "won"), ("loaded", "unloaded"), ("opened", "closed"), ("admitted", "discharged"), ("installed", "removed"),
    ("assembled", "dismantled"), ("dismantled", "demolished"), ("cleaned", "disinfected"), ("treated", "cured"),
    ("assessed", "treated"), ("diagnosed", "treated"), ("checked", "certified"), ("assessed", "tested"), ("wrote", "transcribed"),
    ("typed", "wrote"), ("drew", "designed"), ("prototyped", "built"), ("directed", "led"), ("chaired", "founded"),
    ("supported", "maintained"), ("equipped", "trained"), ("consulted", "advised"), ("mediated", "settled"),
    ("found", "bought"), ("measured", "surveyed"), ("weekly", "fortnightly"), ("elderly", "senior"), ("national", "nationwide"),
    ("skilled", "qualified"), ("urgent", "critical"), ("blind", "sighted"), ("natural", "organic"), ("several", "many"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Put in the weekly order for 4 kiosks.", "Placed the weekly order for 4 kiosks."),
        ("Ran 12 safety evenings for deckhands.", "Facilitated 12 safety evenings for deckhands."),
        ("Drew up 9 berth plans for the winter.", "Compiled 9 berth plans for the winter."),
        ("Looked into 30 lost parcels on 2 routes.", "Researched 30 lost parcels on 2 routes."),
        ("Wrote up 40 stories for the crew paper.", "Authored 40 stories for the crew paper."),
        ("Swept 6 landing stages before sunrise.", "Brushed 6 landing stages before sunrise."),
        ("Calmed 20 passengers stranded by ice.", "Soothed 20 passengers stranded by ice."),
        ("Escorted 45 pupils over the gangway.", "Chaperoned 45 pupils over the gangway."),
        ("Stood in for the purser on 14 crossings.", "Deputised for the purser on 14 crossings."),
        ("Chose 8 deckhands for the night ferry.", "Selected 8 deckhands for the night ferry."),
        ("Greeted numerous groups of 30 at the pier.", "Greeted many groups of 30 at the pier."),
        ("Wrote bespoke notices for 11 piers.", "Wrote custom notices for 11 piers."),
        ("Lubricated 16 winches every autumn.", "Greased 16 winches every autumn."),
    ],
)
def test_the_word_that_an_editor_would_write_may_stand(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Took 3 courses in rope work.", "Taught 3 courses in rope work."),
        ("Stored 400 life jackets over the winter.", "Sold 400 life jackets over the winter."),
        ("Quoted for 12 hull repairs.", "Won 12 hull repairs."),
        ("Approached 40 hauliers about a pass.", "Persuaded 40 hauliers about a pass."),
        ("Moored 60 ferries a night.", "Steered 60 ferries a night."),
        ("Typed 90 letters for the harbour master.", "Composed 90 letters for the harbour master."),
        ("Equipped 25 volunteers with radios.", "Trained 25 volunteers with radios."),
        ("Supported the crew of 3 ferries.", "Commanded the crew of 3 ferries."),
        ("Sketched 7 landing stages.", "Built 7 landing stages."),
        ("Dismantled 5 cranes.", "Assembled 5 cranes."),
        ("Washed plates for 40 guests.", "Fed 40 guests."),
        ("Carried 300 elderly passengers a day.", "Carried 300 senior officers a day."),
        ("Cleaned coaches for 30 pupils.", "Trained 30 pupils."),
    ],
)
def test_a_word_for_another_deed_is_caught(line: str, claim: str) -> None:
    assert not says(line, claim)


@pytest.mark.parametrize(("own", "other"), STAY_APART)
def test_deeds_and_qualities_that_are_others_stay_apart(own: str, other: str) -> None:
    assert not stands_in(own, other)


def test_every_row_says_what_may_stand_for_its_first_word() -> None:
    rows = [line.split() for lines in read_sections("in_place_doings.txt").values() for line in lines]
    assert [row for row in rows if len(row) == 1 or row[0] in row[1:] or len(row) != len(set(row))] == []


def test_no_word_heads_two_rows() -> None:
    firsts = [line.split()[0] for lines in read_sections("in_place_doings.txt").values() for line in lines]
    assert len(firsts) == len(set(firsts))


def test_every_pair_of_the_table_holds_as_it_is_written() -> None:
    rows = [line.split() for lines in read_sections("in_place_doings.txt").values() for line in lines]
    assert [(own, other) for own, *others in rows for other in others if not stands_in(own, other)] == []


OPPOSITES = [
    ("raise", "lower"), ("increase", "reduce"), ("grow", "shrink"), ("lengthen", "shorten"), ("widen", "narrow"),
    ("load", "unload"),
    ("open", "close"), ("start", "stop"), ("add", "remove"), ("attach", "detach"), ("buy", "sell"), ("lend", "borrow"),
    ("teach", "learn"), ("hire", "dismiss"), ("send", "receive"), ("ask", "answer"), ("win", "lose"), ("pass", "fail"),
    ("accept", "refuse"), ("allow", "forbid"), ("install", "remove"), ("connect", "disconnect"), ("lock", "unlock"),
    ("loosen", "tighten"), ("import", "export"), ("early", "late"), ("large", "small"), ("internal", "external"),
    ("indoor", "outdoor"),
    ("plan", "perform"), ("design", "build"), ("log", "repair"), ("propose", "implement"), ("advise", "decide"), ("apply", "win"),
    ("attend", "teach"), ("join", "lead"), ("review", "approve"), ("draft", "approve"), ("pack", "deliver"), ("market", "sell"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_no_row_turns_a_deed_or_a_quality_round(one: str, other: str) -> None:
    rows = [line.split() for lines in read_sections("in_place_doings.txt").values() for line in lines]
    pairs = {(form, word) for own, *others in rows for form in uninflected(own) for word in others}
    assert pairs.isdisjoint({(one, other), (other, one)})


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Advertised 3 fairs in the valley.", "Organised 3 fairs in the valley."),
        ("Checked the design of 3 boats for the club.", "Drew 3 boats for the club."),
        ("Checked the order of 12 files in the vault.", "Bought 12 files in the vault."),
    ],
)
def test_no_verb_is_so_general_that_it_tells_any_doing(line: str, claim: str) -> None:
    assert not says(line, claim)
