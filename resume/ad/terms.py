"""What a clause of an ad asks for, thing by thing, with the terms that carry each.

"A, B or C" is one thing with three terms; "A and B" are two. Known skills are taken by name, unknown ones by their form
(capitals, digits, tool-like spelling), everything else as a short phrase cut down to its point.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from resume.ad.clauses import Clause
from resume.ad.lines import plain
from resume.degrees import find_degree
from resume.language import detect_language
from resume.lexicon import SkillMention, find_skill, skills_in, speaks_for
from resume.occupations import names_occupation
from resume.phrases import list_pattern, pairs
from resume.terms import content_stems, fold, read_list, small_words, tokenize
from resume.wording.words import word_class
from resume.years import find_years

MAX_TEXT = 200
"""Longest requirement, in characters."""
MAX_TERM = 60
"""Longest term, in characters."""
MAX_TERM_WORDS = 6
_MAX_NAME_WORDS = 9
_MOST_OF_SUBJECT = 4
"""Words of a subject of study."""
STRENGTHS = "Personal strengths"
"""The lexicon's group of soft skills."""

_JOINT = re.compile(
    r"\s*,\s*(?:and/or|and|or)\s+|\s+(?:and/or|and|or|as well as|und|oder|sowie|et|ou|y|o)\s+|\s*[,;:]\s+"
    r"|\s*/\s*|\s+&\s+|\s*[()]\s*|\s+(?:including|such as|e\.g\.,?|i\.e\.,?|especially|particularly)\s+|\s+[-–—]\s+",
    re.IGNORECASE,
)
_OR = re.compile(r"\b(?:or|oder|ou|o|and/or)\b|/", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|und|et|y|sowie|as well as)\b|&", re.IGNORECASE)
_VAGUE = re.compile(
    r"^(?:an?\s+|any\s+|other\s+)*(?:similar|equivalent|équivalent\w*|gleichwertig\w*"
    r"|vergleichbar\w*|above|higher|related|closely related"
    r"|comparable|more|other|others|better|so"
    r"|later|working towards?|willing\w*|relevant|another|recent|beyond|etc)\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s+(?:for|in|with|within|to|at|from|that|which|who|when|where|while|across|through|throughout"
    r"|on|into|during|under|via|by|is|are"
    r"|would|seen|so|because|if|as|per|inside|towards?)\s+.*$",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s+(?:experience|experiences|skills?|knowledge|background|qualifications?|expertise|principles|techniques|regulations"
    r"|required|essential|preferred|desirable"
    r"|is|are|would|be|a|an|the|and|or|of|in|with|to|for|plus|must|needed|welcome|inside|out"
    r"|qualified|abilit(?:y|ies)|etc|too|also|well"
    r"|safely|effectively|accurately|quickly|efficiently)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:is|are|was|were|get|because|matters?|what|how|don't|can't|won't|you|we|us|it|they|them|me|i|he|she|that|who|which|us|our|your|there|this)\b",
    re.IGNORECASE,
)
_TOOL_LIKE = re.compile(r"(?:[A-Z][a-z]+[A-Z]\w*|[a-z]+[A-Z]\w*|[A-Z]{2,}\w*|[A-Za-z]+[-.]?\d\w*|\d+[A-Za-z]+\w*)")
_ANNOUNCED = re.compile(
    r"\b(?:experience|experienced|knowledge|understanding|grasp|command|skill\w*|using|uses?|trained|training|qualified|expert\w*"
    r"|proficien\w+|familiar\w*|background|certif\w+|competen\w+|fluen\w+|know|knows|master\w*|exposure|speak\w*|record)\b"
    r"[^.;!?]{0,120}$",
    re.IGNORECASE,
)
_ASSESSED = re.compile(
    r"^[^.;!?]{0,40}\b(?:essential|required|needed|a must|preferred|desirable|a plus|a bonus|an advantage|an asset|useful"
    r"|welcome)\b",
    re.IGNORECASE,
)
_COURSE = re.compile(r"(?:\s+level)?(?:\s+\d)?\s+in\s+\w", re.IGNORECASE)
_EACH = re.compile(r"\bif you\b", re.IGNORECASE)
_AS_A = re.compile(
    r"(?:['’])?\s+(?:of\s+)?(?:experience\s+)?(?:working\s+)?as\s+an?\s+(?P<roles>[a-zA-Z][\w -]{2,60}?)"
    r"(?=[,;.]|$|\s+(?:in|with|and|at|for|on)\b)"
)
_NEXT_PART = re.compile(r",\s+(?:(?:and|plus)\s+)?|\s+(?:and|plus|as well as)\s+", re.IGNORECASE)
_CLOSES_YEARS = re.compile(r"\b(?:experience|background)$", re.IGNORECASE)
_OWN_THING = re.compile(
    r"(?!(?:in|of|with|including|ideally|preferably|some)\b)(?:(?:an?|the|your|strong|solid|sound|advanced|excellent|good|proven"
    r"|proficien\w+|knowledge|fluen\w+|be|able|hold|have|know)\b|[^,]{0,40}\b(?:designation|degree|licen[cs]e|certificat\w+|skills)\b)",
    re.IGNORECASE,
)
_KNOWLEDGE_DE = re.compile(r"(?<=\w{3})-?kenntnisse$")
"""`Türkischkenntnisse` asks for `Türkisch`."""
_ONE_OF = re.compile(r"\b(?:an?|one|any) (?:[\w-]+ ){0,2}[\w-]+\s*$", re.IGNORECASE)
_STANDARD = re.compile(r"\b[A-Z]{2,6}(?:[/ -][A-Z]{2,6})*[ -]\d{3,6}(?:[-:.]\d{1,4})*\b")
"""A standard by its number: `AS/NZS 1554`, `BS EN 1090-2`."""
_ADJECTIVE = re.compile(r"[a-z-]{3,}(?:ed|ive|al|ic|ary|ory|ous|able|ible)")
_OPENING = re.compile(
    r"^(?:(?:(?:ideally|preferably) in|and|or|but|as is|as are|as would|also|ideally|preferably|especially|particularly"
    r"|you must have|must have|you need"
    r"|you have|you['’]ve|you bring|you will|you['’]ll|we need someone with|someone with|care about)\s+)+",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"\s+(?:(?:is|are|would be|will be|being|as)\s+)?(?:an?\s+)?(?:big |strong |definite |distinct "
    r"|also |strongly |highly |much )?(?:required|essential|preferred"
    r"|desirable|desired|mandatory|needed|necessary|a must|must|plus|bonus|advantage|asset|advantageous|beneficial|useful|helpful"
    r"|welcome|nice to have|nice extras?|souhaitée?s?|appréciée?s?"
    r"|von vorteil|wünschenswert|un plus|un atout)$",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(r"[^\w\s+#./&'’%()–-]|_")
_SAFE_TEXT = re.compile(r"[<>{}\[\]\\`|*_~^$=\"]")


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a clause asks for."""

    text: str
    """The ad's words, cut to the point."""
    terms: tuple[str, ...]
    """Any one of them carries it."""
    skills: tuple[str, ...]
    """The lexicon's names of the skills among the terms."""
    known: bool
    """Whether a lexicon skill, a degree or a tool-like name carries it, rather than a phrase."""


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    joint: str
    """`or`, `and`, `comma` or `open` (a parenthesis): how it is tied to the piece before."""


@dataclass(frozen=True, slots=True)
class AdWords:
    """What the whole ad tells about its words."""

    ordinary: frozenset[str]
    """Folded words that are no skill although they begin with a capital: names of the employer and words also written small."""
    capital_nouns: bool = False
    """Whether the ad is in a language that writes every noun with a capital, so that a capital marks no name."""


def ordinary_words(text: str, company: str | None, title: str | None) -> AdWords:
    """The words of an ad whose capital says nothing."""
    small = {token.word for token in tokenize(text) if token.text.islower()}
    names = {token.word for name in (company, title) if name for token in tokenize(name)}
    return AdWords(
        frozenset(small | names | _listed_ordinary() | small_words()), capital_nouns=detect_language(text) == "de"
    )


def read_asks(clause: Clause, words: AdWords) -> list[Ask]:
    """The things a clause asks for. Soft wording alone gives none; see `soft_strengths`."""
    text = plain(clause.text).strip(" ;,.:–-")
    mentions = [one for one in skills_in(text) if one.group != STRENGTHS]
    standards = [
        one.span()
        for one in _STANDARD.finditer(text)
        if not any(m.start < one.end() and one.start() < m.end for m in mentions)
    ]
    named = _tool_like(text, mentions, words, trusted=_lists_asks(clause) and not words.capital_nouns)
    unknown = standards + [one for one in named if not any(a <= one[0] < b for a, b in standards)]
    years = find_years(text)
    spans = sorted([(one.start, one.end) for one in mentions] + unknown + ([years[1]] if years else []))
    asks: list[Ask] = []
    pieces = _with_shared_heads(text, _pieces(text, spans), mentions)
    for group in _groups(pieces, each=_EACH.search(text) is not None):
        asks += _asks_of_group(text, group, mentions, unknown, clause)
    if any(ask.known for ask in asks):
        asks = [ask for ask in asks if ask.known or (clause.mood != "duty" and _is_crisp(ask.terms))]
    elif clause.mood == "duty":
        asks = [ask for ask in asks if words.capital_nouns or len(content_stems(ask.terms[0])) > 1][:1]
    if years is None:
        whole = clean_text(_strip_cue(text))
        return [Ask(whole if len(asks) == 1 else ask.text, ask.terms, ask.skills, ask.known) for ask in asks]
    timed, rest = _parts_by_years(text, years[1])
    return [
        *_roles_held(text, years[1], timed),
        *(Ask(ask.text if _is_only_in(ask, rest, timed) else timed, ask.terms, ask.skills, ask.known) for ask in asks),
    ]


def _roles_held(text: str, years: tuple[int, int], timed: str) -> Iterator[Ask]:
    """The roles in which the years were to be spent ("3 years as a sous chef or head chef"): any of them carries it."""
    if (match := _AS_A.match(text, years[1])) is None:
        return
    roles = [re.sub(r"^an?\s+", "", one.strip()) for one in re.split(r"\s+or\s+|,\s+", match["roles"])]
    terms = tuple(clean_term(one) for one in roles if names_occupation(one) and clean_term(one))
    if terms and len(terms) == len(roles):
        yield Ask(timed, terms, (), known=True)


def _parts_by_years(text: str, years: tuple[int, int]) -> tuple[str, str]:
    """What of `text` its years speak of, and what is asked for beside it.

    "5+ years of backend experience, strong SQL" asks for years of the first alone: the words that name them are closed, or the
    next part opens as a thing of its own ("a CPA designation"). "3 years with Java, Spring and SQL" speaks of all.
    """
    for cut in _NEXT_PART.finditer(text, years[1]):
        before = text[years[1] : cut.start()]
        if before.count("(") == before.count(")") and (
            _CLOSES_YEARS.search(before) or _OWN_THING.match(text, cut.end())
        ):
            return clean_text(_strip_cue(text[: cut.start()])), text[cut.end() :]
    return clean_text(_strip_cue(text)), ""


def _is_only_in(ask: Ask, rest: str, timed: str) -> bool:
    return all(term in rest and term not in timed for term in ask.terms)


def soft_strengths(text: str) -> list[str]:
    """The personal strengths that `text` asks for, by their names in the analysis."""
    names = pairs("soft.txt")
    found = [names[" ".join(one[0].casefold().split())] for one in list_pattern("soft.txt").finditer(text)]
    return list(dict.fromkeys(found))


def clean_term(text: str, most_words: int = MAX_TERM_WORDS) -> str:
    """`text` as a term: at most `most_words` and sixty characters, letters, digits and ordinary inner punctuation; else empty."""
    bare = " ".join(_FORBIDDEN.sub(" ", text).split()).strip(" .,;:/&'’–-")
    if bare.count("(") != bare.count(")"):
        bare = " ".join(bare.replace("(", " ").replace(")", " ").split())
    if len(bare) > MAX_TERM or len(bare.split()) > most_words or not any(map(str.isalpha, bare)):
        return ""
    return bare


def clean_text(text: str) -> str:
    """`text` on one line without markup characters, at most 200 characters, cut between words."""
    bare = " ".join(_SAFE_TEXT.sub(" ", text).split()).strip(" ;,:–-")
    if bare.count("(") == bare.count(")") + 1:
        bare += ")"
    if len(bare) <= MAX_TEXT:
        return bare
    return bare[: MAX_TEXT - 1].rsplit(" ", 1)[0].rstrip(" ;,:–-") + "…"


def _pieces(text: str, spans: list[tuple[int, int]]) -> list[_Piece]:
    pieces: list[_Piece] = []
    start, joint, one_of = 0, "and", -1
    for cut in _JOINT.finditer(text):
        if any(
            left < cut.end() and cut.start() < right and not (cut.start() >= right or cut.end() <= left)
            for left, right in spans
        ):
            continue
        if text[start : cut.start()].strip():
            pieces.append(_Piece(start, cut.start(), joint))
            if _opens_examples(text, cut, spans):
                joint, one_of = "or", text.find(")", cut.end())
            else:
                joint = "or" if cut.start() < one_of and _joint(cut[0]) == "comma" else _joint(cut[0])
        elif joint in ("comma", "open") and _joint(cut[0]) in ("or", "and"):
            joint = _joint(cut[0])
        start = cut.end()
    if text[start:].strip():
        pieces.append(_Piece(start, len(text), joint))
    return pieces


def _with_shared_heads(text: str, pieces: list[_Piece], mentions: list[SkillMention]) -> list[_Piece]:
    """The pieces without halves of things whose noun stands in the next: "planned and reactive maintenance" is one thing.

    Where the next piece is known by itself ("product or UX design"), the half is left out; else the two go together.
    """
    whole: list[_Piece] = []
    for at, piece in enumerate(pieces):
        last = whole[-1] if whole else None
        if last is None or at == 0 or piece.joint not in ("and", "or") or not _is_half(text, last, piece, mentions):
            whole.append(piece)
        elif any(piece.start <= one.start and one.end <= piece.end for one in mentions) or piece.joint == "or":
            whole[-1] = _Piece(piece.start, piece.end, last.joint)
        else:
            whole[-1] = _Piece(last.start, piece.end, last.joint)
    return whole


def _is_half(text: str, piece: _Piece, following: _Piece, mentions: list[SkillMention]) -> bool:
    chunk, rest = text[piece.start : piece.end], text[following.start : following.end].split()
    years = find_years(chunk)
    half = _strip_lead_ins(chunk[years[1][1] :] if years else chunk)
    if any(piece.start <= one.start and one.end <= piece.end for one in mentions):
        return False
    if len(half.split()) != 1 or not half.islower() or len(rest) < 2:
        return False
    noun = next((word for word in rest[1:] if word.isalpha()), "")
    return _ADJECTIVE.fullmatch(half) is not None or bool(noun and find_skill(f"{half} {noun}"))


def _opens_examples(text: str, cut: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    """Whether brackets behind a thing name examples of it ("message queues (RabbitMQ or Kafka)"): any of them carries it."""
    if cut[0].strip() != "(":
        return False
    end = text.find(")", cut.end())
    inside = text[cut.end() : end if end >= 0 else len(text)]
    before = text[: cut.start()].rpartition(",")[2]
    named = any(left < cut.start() and len(text) - len(before) <= left for left, _ in spans) or bool(_phrase(before))
    if not named or _ENDING.search(f" {inside}"):
        return False
    if _ONE_OF.search(before) and len(re.split(r",\s*", inside)) > 1:
        return True  # "an ERP (SAP, Oracle)": nobody runs on several
    alone = (
        not skills_in(inside) and _JOINT.search(inside) is None and inside[:1].isupper()
    )  # "NMBI (General Division)"
    named_inside = bool(skills_in(inside)) or _TOOL_LIKE.search(inside) is not None
    return alone or (named_inside and re.search(r"\bor\b", inside, re.IGNORECASE) is not None)


def _joint(mark: str) -> str:
    if _OR.search(mark):
        return "or"
    if _AND.search(mark):
        return "and"
    return "comma" if mark.strip() == "," else "open"


def _groups(pieces: list[_Piece], *, each: bool) -> list[list[_Piece]]:
    """Pieces that are alternatives of one another stand together; a run of commas goes the way of the word that closes it.

    With `each` ("it would help if you knew A or B") there are no alternatives: everything named is wished for.
    """
    groups: list[list[_Piece]] = []
    for at, piece in enumerate(pieces):
        joint = piece.joint
        if joint == "comma":
            later = (one.joint for one in pieces[at + 1 :])
            joint = next((one for one in later if one != "comma"), "and")
        if joint == "or" and groups and not each:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _asks_of_group(
    text: str, group: list[_Piece], mentions: list[SkillMention], unknown: list[tuple[int, int]], clause: Clause
) -> list[Ask]:
    by_piece = [_options(text, piece, mentions, unknown, clause) for piece in group]
    options, besides = _alternatives(by_piece)
    if not options:
        return []
    start, end = group[0].start, group[-1].end
    bare = _strip_lead_ins(text[start:end])
    kept_all = all(term in bare for one in options for term in one.terms)
    whole = clean_text(_strip_cue(bare if bare and kept_all else text[start:end]))
    if len(group) == 1:
        if len(options) == 1:
            return [Ask(whole, options[0].terms, options[0].skills, options[0].known)]
        return options
    known = [one for one in options if one.known]
    degrees = [one for one in known if find_degree(one.text)]
    kept = degrees + [one for one in known if one.skills and one not in degrees and _is_licence(one, mentions)]
    chosen = kept if degrees else [one for one in options if one.known or not known or _is_crisp(one.terms)]
    terms = tuple(dict.fromkeys(term for one in chosen for term in one.terms))
    if len(degrees) == 1 and known[:1] == degrees and _lists_subjects(text, group[1:]):
        besides = []
    skills = tuple(dict.fromkeys(skill for one in chosen for skill in one.skills))
    wider = [
        one for one in besides if skills and one.skills and all(set(one.skills) & speaks_for(name) for name in skills)
    ]
    if wider:  # "email marketing with Klaviyo or Mailchimp": whoever has either has the other
        terms = tuple(dict.fromkeys((*(term for one in wider for term in one.terms), *terms)))
        skills = tuple(dict.fromkeys((*(skill for one in wider for skill in one.skills), *skills)))
    return [Ask(whole, terms, skills, bool(known)), *(one for one in besides if one not in wider)]


def _lists_subjects(text: str, pieces: list[_Piece]) -> bool:
    """Whether pieces behind a degree are further subjects of it: "a degree in botany, marine biology or a related field"."""
    chunks = [text[one.start : one.end].strip() for one in pieces]
    return not any(len(one.split()) > _MOST_OF_SUBJECT for one in chunks if not _VAGUE.match(one))


def _alternatives(by_piece: list[list[Ask]]) -> tuple[list[Ask], list[Ask]]:
    """Of each piece of an "or", the thing nearest to the "or"; what else a piece names is asked for besides."""
    named = [options for options in by_piece if options]
    if len(by_piece) == 1 or not named:
        return (named[0] if named else []), []
    options = [one[-1] if at == 0 else one[0] for at, one in enumerate(named)]
    besides = [ask for at, one in enumerate(named) for ask in (one[:-1] if at == 0 else one[1:])]
    return options, besides


def _is_licence(ask: Ask, mentions: list[SkillMention]) -> bool:
    return any(one.name in ask.skills and one.skill.kind == "licence" for one in mentions)


@functools.lru_cache(maxsize=256)
def _is_soft(text: str) -> bool:
    """Whether a clause asks for a soft skill; asked once for each of its pieces."""
    return list_pattern("soft.txt").search(text) is not None


def _options(
    text: str,
    piece: _Piece,
    mentions: list[SkillMention],
    unknown: list[tuple[int, int]],
    clause: Clause,
) -> list[Ask]:
    """What one piece names: each known skill and tool-like word by itself, else one phrase."""
    chunk = text[piece.start : piece.end]
    if _VAGUE.match(chunk.strip()):
        return []
    inside = [one for one in mentions if piece.start <= one.start and one.end <= piece.end]
    degree = find_degree(chunk) if clause.mood != "duty" else None
    if degree is not None and not any(
        one.start <= piece.start + degree[0] < one.end and not _names_course(text, one) for one in inside
    ):
        named = chunk if clause.item else chunk[degree[0] :]
        return [Ask(clean_text(chunk), _degree_terms(named), (), known=True)]
    inside = [
        one
        for at, one in enumerate(inside)
        if at == 0
        or one.text.count(" ")
        or not one.text.islower()
        or text[inside[at - 1].end : one.start] != " "
        or inside[at - 1].text.endswith("ing")
    ]
    inside = [
        one
        for at, one in enumerate(inside)
        if at + 1 == len(inside) or not _does_to(one.text, text[one.end : inside[at + 1].start])
    ]
    found = [Ask(clean_text(one.text), _terms(one.text), (one.name,), known=True) for one in inside if _terms(one.text)]
    for start, end in unknown:
        if piece.start <= start and end <= piece.end and _terms(text[start:end]):
            found.append(Ask(clean_text(text[start:end]), _terms(text[start:end]), (), known=True))
    if found:
        return sorted(found, key=lambda ask: chunk.find(ask.text))
    if _is_soft(clause.text):
        return []
    term = _phrase(chunk) if piece.joint != "open" or piece.start == 0 else ""
    if not clause.item and (
        (len(term.split()) == 1 and term.islower())
        or not (_ANNOUNCED.search(text[: piece.end]) or _ASSESSED.search(text[piece.end :]))
    ):
        return []  # plain words cut out of a sentence say nothing, unless it says that they are known or done
    return [Ask(clean_text(_strip_lead_ins(chunk)), (term,), (), known=False)] if term else []


def _does_to(name: str, between: str) -> bool:
    """Whether a skill is only the verb of the next one ("teaching the IB Diploma")."""
    return name.endswith("ing") and " " not in name and re.fullmatch(r"\s+(?:the|an?|our)\s+", between) is not None


def _names_course(text: str, mention: SkillMention) -> bool:
    """Whether a qualification is named with its subject ("NVQ Level 3 in plumbing"), which is then one thing with it."""
    return find_degree(mention.text) is not None and _COURSE.match(text, mention.end) is not None


def _strip_cue(text: str) -> str:
    """`text` without "and" before it and "is an advantage" after it."""
    return _OPENING.sub("", _ENDING.sub("", text.strip(" ,;:.–-")))


def _terms(text: str) -> tuple[str, ...]:
    """The term of a name that is known or looks like one; names of certificates are long."""
    term = clean_term(text, _MAX_NAME_WORDS)
    return (term,) if term else ()


def _degree_terms(chunk: str) -> tuple[str, ...]:
    bare = _strip_lead_ins(chunk)
    bare = re.split(r"\s+(?:from|at|or|with|gained|is|required|preferred|essential|desirable)\b", bare)[0]
    for one in (bare, _CUT.sub("", bare)):
        if term := clean_term(_strip_trailing(one)):
            return (term,)
    return ()


def _phrase(chunk: str) -> str:
    """The point of a piece without known skills, as a term of at most six words; empty where it has none."""
    years = find_years(chunk)
    if years is not None:
        start, end = years[1]
        chunk = chunk[:start] + " " + chunk[end:].removeprefix("'s")
    bare = _strip_trailing(_ENDING.sub("", _strip_lead_ins(chunk)))
    if len(bare.split()) > 3:
        bare = _strip_trailing(_CUT.sub("", bare))
    if _PRONOUN.search(bare):
        return ""
    stems = content_stems(bare)
    if not _is_done_to_people(bare) and (not stems or all(stem in _empty_stems() for stem in stems)):
        return ""
    bare = _KNOWLEDGE_DE.sub("", bare)
    return clean_term(" ".join(bare.split()[:MAX_TERM_WORDS]))


def _strip_lead_ins(text: str) -> str:
    leads = _lead_ins()
    words = text.strip(" ,;:.–-").split()
    while words:
        for size in range(min(5, len(words)), 0, -1):
            if " ".join(words[:size]).casefold().strip(",:") in leads:
                words = words[size:]
                break
        else:
            break
        while words and words[0] in {"-", "–", ","}:
            words = words[1:]
    bare = " ".join(words)
    before = text[: text.rfind(bare)].split() if bare else []
    if before and before[-1].endswith("ing") and bare.lower() in word_class("people"):
        return (
            f"{before[-1]} {bare}"  # "experience of training colleagues": people are nothing to ask for by themselves
        )
    return bare


def _strip_trailing(text: str) -> str:
    previous = None
    while previous != text:
        previous, text = text, _TRAILING.sub("", text.strip(" ,;:.–-'"))
    return text


def _is_crisp(terms: tuple[str, ...]) -> bool:
    """Whether a phrase is as good as a name: short, and all of it says something."""
    return all(
        _is_done_to_people(term)
        or (
            1 <= len(content_stems(term)) <= 3
            and len(term.split()) <= 4
            and not set(content_stems(term)) & _empty_stems()
        )
        for term in terms
    )


def _is_done_to_people(term: str) -> bool:
    """Whether it is `training colleagues`: people are nothing to ask for by themselves, what is done for them is."""
    first, _, people = term.partition(" ")
    return first.endswith("ing") and people.lower() in word_class("people")


def _lists_asks(clause: Clause) -> bool:
    """Whether the clause is there to say what is asked for, so that a name in it is one of those things."""
    return clause.mood == "preferred" or (clause.mood == "required" and (clause.item or clause.headed))


def _tool_like(text: str, mentions: list[SkillMention], words: AdWords, *, trusted: bool) -> list[tuple[int, int]]:
    """Where words stand that look like names of tools, papers or methods the lexicon does not know.

    A mere capital ("Kingmoor") is taken for a name of this kind only where `trusted` (the clause lists what is asked for) or
    where a word such as "using" announces it; elsewhere it is as likely a place, a person or a team.
    """
    tokens = tokenize(text)
    capital = [token.text[0].isupper() for token in tokens]
    if len(tokens) > 2 and sum(capital) > 0.7 * len(tokens):
        return []  # a line set in title case or capitals: its capitals say nothing
    taken = [(one.start, one.end) for one in mentions]
    runs: list[list[int]] = []
    for at, token in enumerate(tokens):
        free = not any(left <= token.start < right for left, right in taken)
        if not free or token.word in words.ordinary or not _looks_named(text, at, token.text, token.start):
            continue
        if not trusted and not _TOOL_LIKE.fullmatch(token.text) and not _ANNOUNCED.search(text[: token.start]):
            continue
        if runs and runs[-1][2] == at - 1 and text[runs[-1][1] : token.start] in {" ", "-", "&"}:
            runs[-1][1:] = [token.end, at]
        else:
            runs.append([token.start, token.end, at])
    return [(start, end) for start, end, _ in runs if find_degree(text[start:end]) is None]


def _looks_named(text: str, at: int, word: str, start: int) -> bool:
    if _TOOL_LIKE.fullmatch(word) and not word.isdigit():
        return find_years(text[start : start + len(word) + 8]) is None or word[0].isalpha()
    opens = at == 0 or text[:start].rstrip()[-1:] in {".", ":", ";", "!", "•"}
    return word[0].isupper() and not opens and len(word) > 1


@functools.cache
def _listed_ordinary() -> frozenset[str]:
    """Words listed as ordinary, and the places whose names are one word."""
    words = [word for line in read_list("ad_ordinary.txt") for word in line.split()]
    places = [place for line in read_list("places.txt") for place in line.split(", ")]
    return frozenset(fold(word) for word in (*words, *places) if " " not in word)


@functools.cache
def _lead_ins() -> frozenset[str]:
    return frozenset(read_list("ad_lead_ins.txt"))


@functools.cache
def _empty_stems() -> frozenset[str]:
    words = [word for line in read_list("ad_empty_words.txt") for word in line.split()]
    return frozenset(stem for word in words for stem in (content_stems(word) or (word,))) | small_words()
