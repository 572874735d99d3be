"""The last pass over all lines before the fact check: models' lines are proofread, and all are made to read as one piece.

A model's line that may not be taken makes room for what the rules make of its source, a composed sentence is left out. Of the
source's own lines only what is set in two ways is made alike, and an opening that is repeated gives way to its twin.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from resume.ats.density import count_mentions, find_dense
from resume.edits import Arrangement, Edit, container_of
from resume.facts import Fact
from resume.lexicon import find_skill, skills_in
from resume.polish import agree_on_full_stops, change_text, rewrite_prose
from resume.proofreading import FAULTS, Fault, House, in_house_style, proofread
from resume.sentences import list_up, split_sentences
from resume.wording import follow_spelling, prose_kind, reword_fact
from resume.wording.machine import put_plainly
from resume.wording.repeats import MOST_ALIKE, read_opening, repeated_phrases, vary_openings
from resume.wording.style import follow_style
from resume.wording.verbs import root_of
from resume.wording.words import tokens_of

STAGE = "polisher"

ALIKE = "Set like the other lines and the job ad."
VARIED = "Another line of this role opens with the same verb."
AS_THE_AD = "Named as the job ad names it."

SHORTEST_NAME = 3
"""Letters of a name that another one may give way to: `Go` and `R` are told from words by what stands about them."""


Stands = Callable[[Edit, str], bool]
"""Whether the fact check lets a text, an edit's or one sentence of it, stand."""


@dataclass(frozen=True)
class Settled:
    """All edits as they go to the fact check, and what the job seeker is told."""

    edits: list[Edit]
    notes: list[str]


def settle_edits(
    facts: Sequence[Fact], edits: Sequence[Edit], house: House, arrangement: Arrangement, stands: Stands
) -> Settled:
    """The edits with what models wrote proofread, and everything consistent.

    Args:
        facts: all facts of an English source.
        edits: all edits, composed ones included; of several of one line the last one counts.
        house: the house style.
        arrangement: the order in which the lines will stand.
        stands: whether the fact check lets a text of an edit stand; asked of what would be refused alone.
    """
    proofreader = _Proofreader(facts, house, stands)
    taken = proofreader.read_all(edits)
    if not house.by_ad and house.variety is not None:
        variety = house.variety
        reason = f"Spelled as most of your lines are, in {variety.capitalize()} English."
        taken = rewrite_prose(facts, taken, lambda text: follow_spelling(text, variety), reason)
    taken = rewrite_prose(facts, taken, lambda text: follow_style(text, house.style), ALIKE)
    names = _names_of_ad(house)
    if names:
        taken = rewrite_prose(facts, taken, lambda text: _name_as_ad(text, names), AS_THE_AD)
    return Settled(agree_on_full_stops(facts, _vary(facts, taken, arrangement, house)), _tell(proofreader.refused))


class _Proofreader:
    """Takes or refuses what models wrote, and counts why.

    What the fact check will not let stand is left as it is: that is the validator's to find, to tell and to put back.
    """

    def __init__(self, facts: Sequence[Fact], house: House, stands: Stands) -> None:
        self._facts = facts
        self._by_id = {fact.id: fact for fact in facts}
        self._house = house
        self._stands = stands
        self.refused: Counter[Fault] = Counter()

    def read_all(self, edits: Sequence[Edit]) -> list[Edit]:
        latest = {edit.target: edit for edit in edits}
        by_model = [edit for edit in latest.values() if edit.by == "model" and edit.text]
        own = [_own(edit, self._by_id) for edit in by_model]
        plain = [put_plainly(edit.text, own=words) or edit.text for edit, words in zip(by_model, own, strict=True)]
        repeated = {by_model[at].target for at in repeated_phrases(plain, own)}
        repeated |= _opened_alike(by_model, self._by_id)
        taken: list[Edit] = []
        for edit in latest.values():
            if edit.by != "model" or not edit.text:
                taken.append(edit)
            elif edit.place is not None:
                taken += self._read_composed(edit)
            elif edit.target in repeated:
                taken += self._refuse(edit, "repeated")
            else:
                taken += self._read_line(edit)
        return self._refuse_dense(taken)

    def _read_line(self, edit: Edit) -> list[Edit]:
        mended = reword_fact(self._by_id[edit.facts[0]], edit.text)
        text = mended.text if mended is not None else edit.text
        proof = proofread(text, _own(edit, self._by_id), self._house)
        if proof.text is None:
            return self._refuse(edit, proof.fault or "grammar")
        return [edit if proof.text == edit.text else edit.model_copy(update={"text": proof.text})]

    def _read_composed(self, edit: Edit) -> list[Edit]:
        """A composed text less the sentences that may not be taken; none where nothing is left."""
        kept: list[str] = []
        for sentence in split_sentences(edit.text):
            proof = proofread(sentence, _own(edit, self._by_id), self._house)
            if proof.text is not None:
                kept.append(proof.text)
            elif self._stands(edit, sentence):
                self.refused[proof.fault or "grammar"] += 1
            else:
                kept.append(sentence)
        return [edit.model_copy(update={"text": " ".join(kept)})] if kept else []

    def _refuse(self, edit: Edit, fault: Fault) -> list[Edit]:
        """What stands in the place of an edit that may not be taken."""
        if not self._stands(edit, edit.text):
            return [edit]
        self.refused[fault] += 1
        return [] if edit.place is not None else _by_rules(edit, self._by_id)

    def _refuse_dense(self, edits: Sequence[Edit]) -> list[Edit]:
        """The edits without those of models that bring in more of a term that the resume names too often."""
        dense = find_dense(_lines_now(self._facts, edits).values(), self._house.terms)
        if not dense:
            return list(edits)
        kept: list[Edit] = []
        for edit in edits:
            own = _own(edit, self._by_id) if edit.place is None else ""
            adds = edit.by == "model" and _adds(edit.text, own, dense)
            kept += self._refuse(edit, "stuffed") if adds else [edit]
        return kept


def _opened_alike(by_model: Sequence[Edit], by_id: Mapping[str, Fact]) -> set[str]:
    """The lines of models that open with a verb of their own which they give to many lines of one role.

    A verb that the source's line has too is the candidate's.
    """
    opened: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for edit in by_model:
        opening = read_opening(edit.text) if edit.place is None else None
        if opening is not None and opening.root.split()[0] not in _roots(_own(edit, by_id)):
            opened[by_id[edit.facts[0]].entry, opening.root].append(edit.target)
    return {target for targets in opened.values() if len(targets) > MOST_ALIKE for target in targets}


def _roots(text: str) -> set[str]:
    return {root_of(token.low) for token in tokens_of(text)}


def _own(edit: Edit, by_id: Mapping[str, Fact]) -> str:
    return " \n ".join(by_id[id].text for id in edit.facts)


def _by_rules(edit: Edit, by_id: Mapping[str, Fact]) -> list[Edit]:
    """What the rules make of the source of a line; none where they leave it as it is."""
    fact = by_id[edit.facts[0]]
    found = reword_fact(fact, may_split=True)
    if found is not None:
        return [Edit(facts=edit.facts, text=found.text, reason=found.reason, stage=STAGE, extra=list(found.extra))]
    if len(edit.facts) > 1:
        return [Edit(facts=edit.facts, text=fact.text, reason="Lines that said the same became one.", stage=STAGE)]
    return []


def _adds(text: str, own: str, terms: Sequence[str]) -> bool:
    after, before = (count_mentions([one], terms)[0] for one in (text, own))
    return any(after[term] > before.get(term, 0) for term in after)


def _lines_now(facts: Sequence[Fact], edits: Sequence[Edit]) -> dict[str, str]:
    """The lines as they stand after the edits, by fact id or place; dropped and merged ones are not there."""
    latest = {edit.target: edit for edit in edits}
    merged = {id for edit in latest.values() if edit.place is None for id in edit.facts[1:]}
    lines = {
        fact.id: latest[fact.id].text if fact.id in latest else fact.text
        for fact in facts
        if fact.kind not in ("name", "contact") and (fact.id not in merged or fact.id in latest)
    }
    composed = {edit.target: edit.text for edit in latest.values() if edit.place is not None}
    return {id: text for id, text in (lines | composed).items() if text}


def _names_of_ad(house: House) -> dict[str, str]:
    """Skill → its name in the ad, where that is one word that is a name."""
    found = ((term, find_skill(term)) for term in house.terms if _is_name(term))
    return {skill.name: term for term, skill in found if skill is not None}


def _is_name(text: str) -> bool:
    """Whether a term is one word with a capital or a figure in it, long enough to be told from other words."""
    return len(text) >= SHORTEST_NAME and text.isalnum() and not text.islower() and not text[0].islower()


def is_short_for(one: str, other: str) -> bool:
    """Whether two names are one name and its short form, either way: `Postgres` and `PostgreSQL`, `K8s`, `JS`.

    That the lexicon takes one for the other is not enough: who packages for Debian packages for Linux, and says more.
    """
    if not (_is_name(one) or one.isupper()) or one == other:
        return False
    short, long = sorted((one, other), key=len)
    if long.casefold().startswith(short.casefold()):
        return True
    numbered = re.fullmatch(r"([a-z])(\d+)([a-z])", short, re.IGNORECASE)
    if numbered:
        ends = long[0].casefold() == numbered[1].casefold() and long[-1].casefold() == numbered[3].casefold()
        return ends and int(numbered[2]) == len(long) - 2
    return short.isupper() and short == "".join(letter for letter in long if letter.isupper())


def _name_as_ad(text: str, names: Mapping[str, str]) -> str:
    """A line with each skill named as the ad names it, where the line has another name for it alone."""
    for mention in reversed(skills_in(text)):
        wanted = names.get(mention.name)
        if wanted is not None and is_short_for(mention.text, wanted) and wanted.casefold() not in text.casefold():
            text = text[: mention.start] + wanted + text[mention.end :]
    return text


def _vary(facts: Sequence[Fact], edits: Sequence[Edit], arrangement: Arrangement, house: House) -> list[Edit]:
    """The edits with openings varied, role by role."""
    latest = {edit.target: edit for edit in edits}
    lines = _lines_now(facts, edits)
    roles: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind == "bullet" and fact.field == "item" and prose_kind(fact) == "duty" and fact.id in lines:
            roles[container_of(fact)].append(fact)
    varied: dict[str, Edit] = {}
    for pointer, members in roles.items():
        rank = {id: place for place, id in enumerate(arrangement.order.get(pointer, []))}
        ordered = sorted(members, key=lambda fact: rank.get(fact.id, len(rank)))
        for at, text in vary_openings([lines[fact.id] for fact in ordered]).items():
            id = ordered[at].id
            before = latest.get(id)
            varied[id] = change_text(before, id, in_house_style(text, house), before.extra if before else [], VARIED)
    return [*(edit for edit in edits if edit.target not in varied), *varied.values()]


def _tell(refused: Mapping[Fault, int]) -> list[str]:
    """What the job seeker is told of models' wording that was not taken."""
    number = sum(refused.values())
    if not number:
        return []
    causes = list_up([FAULTS[fault] for fault in FAULTS if refused.get(fault)])
    if number == 1:
        return [f"A model's wording of one line was not taken: {causes}."]
    return [f"A model's wording of {number} lines was not taken; each for one of these reasons: {causes}."]
