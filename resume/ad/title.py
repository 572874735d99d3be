"""The job's title and the employer's name, guessed from an ad's first lines and its wording."""

import functools
import re
from collections import Counter

from resume.ad.lines import heading_part, plain, sentences
from resume.lexicon import skills_in
from resume.occupations import names_occupation
from resume.phrases import section_patterns, straighten
from resume.terms import fold, read_list, small_words, tokenize

_TITLE_LABEL = re.compile(
    r"^(?:job title|title|position title|position|role|vacancy|wanted|post|job|stelle|poste|puesto)\s*[:–-]\s*(?P<title>\S.*)$",
    re.I,
)
_COMPANY_LABEL = re.compile(
    r"^(?:company name|company|employer|organi[sz]ation|hiring company|client|firm|firma|entreprise"
    r"|empresa)\s*[:–-]\s*(?P<name>\S.*)$",
    re.I,
)
_WANTED = re.compile(
    r"\b(?:hiring|seeks?|seeking|looking (?:for|to (?:hire|appoint|recruit))|recruiting(?: for)?|wish(?:es)? to appoint|appoint"
    r"|(?:we're|we are) after|working on|needs?|require[sd]?|wants?|searching for|in search of|join (?:us|our team) as|work as"
    r"|opportunity for|opening for|suchen|recherche|busca)"
    r"\s+(?:an?|our|the|one|another|for an?|several|two|three|eine?n?|une?|una?)\s+(?:new\s+"
    r"|next\s+|first\s+)?(?P<title>[^.,;:!?()\n]{3,80})",
    re.IGNORECASE,
)
_WANTED_LAST = re.compile(
    r"^(?P<title>[A-Z][^.,;:!?()\n]{3,60}?)\s+(?:needed|wanted|required|sought|vacancy|gesucht|recherchée?)\b"
)
_AS_A = re.compile(r"^As (?:an?|our|the)\s+(?:new\s+)?(?P<title>[A-Z][^.,;:!?()\n]{3,60}?),?\s+you\b")
_WITH = re.compile(r"[^.;]{0,40}?\b(?:with|who has|who have|who holds|holding|having)\s+(?=\S)")
_LISTED = re.compile(r"\s*(?:[-*•·–]|\d{1,2}[.)])\s")
_INVITED = re.compile(
    r"(?:applications for|post of|position of|role of|appointed as)\s+(?:an?\s+|the\s+)?(?P<title>[^.,;:!?()\n]{3,80})",
    re.I,
)
_TITLE_END = re.compile(
    r"\s+(?:to|who|that|which|for|with|based|in|at|on|join(?:ing)?|within|and (?:a|an|we|join|you)"
    r"|responsible|required|wanted|needed|reporting"
    r"|working|across|from|as|by|available|role|position|vacancy|starting|pour|für|para|seit|ab|zur|zum)\b.*$",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"^(?:(?:an?|the|our|new|experienced|inspiring|talented|passionate|enthusiastic|motivated"
    r"|dedicated|skilled|qualified|exceptional|outstanding"
    r"|dynamic|ambitious|creative|hard-?working|reliable|friendly|brilliant|great|strong|excellent"
    r"|committed|proactive|driven|highly|full-time"
    r"|part-time|permanent|temporary|registered and|suitably|and|erfahrenen?|engagierten?)\s+)+(?=\S)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s{0,3}[(\[][^()\[\]]{0,200}[)\]]")
_HOURS = re.compile(
    r"\s+(?:in|en|à)\s+(?:teilzeit|vollzeit|voll-\s*(?:oder|und)\s*teilzeit|temps\s+(?:plein|partiel)|cdi|cdd)\b.*$",
    re.IGNORECASE,
)
_GENDER = re.compile(r"\s*\(?\b[mfwdxh]\s?/\s?[mfwdxh](?:\s?/\s?[mfwdxh*])?\b\)?", re.IGNORECASE)
_BEHIND_TITLE = re.compile(r"\s*\((?P<aside>[^()\d,/]{4,40})\)|,\s(?P<after>[^,.()|–-]{4,40})(?=$|[,.(|]|\s[-–])")
_DASH = re.compile(r"\s+[-–—|·•]\s+|\s*\|\s*|\s+@\s+")
_AT = re.compile(r"\s+(?:at|bei|chez)\s+(?=[A-Z])")
_NAME = r"(?P<name>[A-Z0-9][\w'’.&-]*(?:\s+(?:&|and|of|the|de|und|für|plc|mbH|[A-Z0-9][\w'’.&-]*)){0,5})"
_COMPANY_SAYS = (
    re.compile(rf"\b(?:[Mm]y|[Oo]ur) client,?\s+{_NAME}(?=\s*[,.(–-]|\s+(?:is|are|has|have|in|of)\b)"),
    re.compile(
        rf"\b(?:wanted|needed|required|sought|recruiting|hiring|vacancy)\s+(?:for|by|at)\s+{_NAME}(?=\s*[,.(–-]|$)"
    ),
    re.compile(
        rf"^(?:the\s+|hi!?\s+)?(?:we(?:'re| are)\s+)?{_NAME}(?:,[^.]*?,)?\s+(?:is|are)\s+(?:hiring"
        rf"|seeking|looking|recruiting|searching|growing)\b"
    ),
    re.compile(rf"^{_NAME}\s+(?:seeks?|needs?|wants?|offers|requires?|suchen|sucht|recherche|busca)\b"),
    re.compile(
        rf"^{_NAME}\s+(?:is|has been|has|makes|builds|provides|helps|runs|operates|designs|delivers|exists|serves"
        rf"|lets|turns|keeps|looks|publishes|sells|owns|manages|supports|protects|connects|brings|gives|develops|creates"
        rf"|manufactures|supplies|cares|works|employs|grows|moves|was|est|édite|conçoit|développe|propose|accompagne|fabrique|ist"
        rf"|entwickelt|baut|bietet|produziert)\s"
    ),
    re.compile(rf"^(?:(?:[Hh]i|[Hh]ello)(?:\s+there)?[!,.]?\s+)?[Ww]e(?:'re| are)\s+{_NAME}(?=[,.!]|\s+and\s|\s+–)"),
    re.compile(rf"^[Aa]bout\s+{_NAME}(?=:|$)"),
    re.compile(rf"\b[Jj]oin\s+(?:the\s+team\s+at\s+|us\s+at\s+)?{_NAME}"),
    re.compile(rf"\b(?:[Aa]t|[Bb]ei)\s+{_NAME}(?=\s*[,(.!]|$|\s+(?:we|you|our|is)\b)"),
)
_LEGAL = re.compile(
    r"\b(?:Ltd|Limited|LLP|LLC|Inc|plc|PLC|GmbH|AG|KG|SE|S\.?A\.?|SARL|SAS|B\.?V\.?|N\.?V\.?|AB|AS|ApS|Oy|Pty|Corp|Co|Group)\b\.?"
)
_ORG_WORD = re.compile(
    r"\b(?:Hospitals?|Authority|Airways|Airlines|Instruments|Industries|Homes|Care|Centre|Center|Surgery|Practice"
    r"|Charity|Housing|Engineering|Farms?|Dairies|Bakery|Brewery|Motors|Opticians|Architects|Builders|Solicitors|Accountants|Surveyors|Lawyers|Printers|Bakers|Butchers|Brewers"
    r"|Engineers|Consultants|Contractors|Vets|Associates|Museum|Theatre|Library|Nursery|Pharmacy|University|College|School|Academy|Council|Bank|Hotel|Trust|Foundation|Institute"
    r"|Clinic|Health|Society|Association|Partners"
    r"|Consulting|Services|Solutions|Systems|Studio|Labs?|Energy|Foods?|Logistics|Distribution"
    r"|Electric|Mechanical|Medical|Digital)\b"
)
_AGENCY = re.compile(r"\bemployment (?:agency|business)\b|\brecruitment (?:agency|consult)|^consultant:", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\d|[£$€@:?]|\b(?-i:is|are|has|have|we|you|our|your|to)\b|\b(?:location|salary|remote|hybrid|per|nights?|days?|shifts?|permanent|temporary|contract|hours?)\b",
    re.I,
)
_CONTRACTION = re.compile(
    r"(?:you|we|they|he|she|it|there|who|what|that|here|let)['’](?:ll|re|ve|d|s|m)\b|i['’]\w|\w+n['’]t\b", re.I
)
"""A pronoun with its verb, and a verb with its "not": "You'll", "Don't". No name begins so."""
_HEADER_LINES = 6
_TITLE_WORDS = 9
_ORG_WORDS = 9
"""Longest name that ends in such a word as "Trust" or "School"."""


def guess_title(text: str) -> str | None:
    """The job title an ad is for, or None: a labelled line, the heading, or "is seeking a …" in the first sentences."""
    lines = _lines(text)
    for line in lines:
        if (match := _TITLE_LABEL.match(line)) and (
            title := _clean_title(match["title"].partition(". ")[0], need_occupation=False)
        ):
            return title
    listed = {plain(raw).removeprefix("- ") for raw in text.splitlines() if _LISTED.match(raw)}
    for line in lines[:_HEADER_LINES]:
        if title := _title_from_sentence(line) or (_title_from_heading(line) if line not in listed else None):
            return title
    if title := next((title for line in lines if (title := _title_from_sentence(line))), None):
        return title
    return _title_of_unknown_calling(lines)


def _title_of_unknown_calling(lines: list[str]) -> str | None:
    """A title without a noun that is known to head titles: marked for all genders, or heading the ad and sought in its text.

    `Stellvertretende Kita-Leitung (m/w/d)`; `Leading Hand`, over "we are hiring a Leading Hand".
    """
    head = lines[:_HEADER_LINES]
    for line in head:
        if _GENDER.search(line) and (title := _clean_title(line[: _end_of_title(line)], need_occupation=False)):
            return title
    for match in (found for line in lines for found in (*_WANTED.finditer(line), *_INVITED.finditer(line))):
        title = _clean_title(_TITLE_END.sub("", match["title"]), need_occupation=False)
        heading = next(
            (one for one in head[:2] if title and re.match(rf"{re.escape(title)}\b", one, re.IGNORECASE)), None
        )
        if title and heading:
            _, *parts = _DASH.split(heading)
            return f"{title} – {parts[0]}" if parts and _is_speciality(parts[0]) else title
    return None


def _end_of_title(line: str) -> int:
    """Where the mark for all genders ends: what stands behind it is the place or the hours."""
    marks = list(_GENDER.finditer(line))
    return marks[0].end() if marks else len(line)


def guess_company(text: str) -> str | None:
    """The employer's name, or None: a labelled line, or the name that the heading and the sentences of the ad agree on best."""
    lines = _lines(text)
    for line in lines:
        if (match := _COMPANY_LABEL.match(line)) and (name := _clean_name(match["name"])):
            return name
    points: Counter[str] = Counter()
    for rank, said in _told(text):
        for strength, pattern in enumerate(reversed(_COMPANY_SAYS), start=2):
            match = pattern.search(said)
            if match and (name := _clean_name(match["name"])) and not _is_other(match["name"], name, said):
                points[name] += strength + (2 if rank < _HEADER_LINES else 0)
    for rank, line in enumerate(_header(text)):
        for name in _names_in_heading(line, first=rank == 0):
            points[name] += 3 - rank // 2 + (3 if _LEGAL.search(name) else 0) + (2 if _ORG_WORD.search(name) else 0)
    if not points:
        return None
    whole = straighten(text)
    prose = " ".join(line for line in lines if len(line.split()) > 2)
    small = {token.word for token in tokenize(prose) if token.text.islower()}
    for name in list(points):
        longer = max((one for one in points if one.startswith(f"{name} ")), key=len, default=None)
        if longer is not None and any(longer in line for line in _header(text)):
            points[longer] += points.pop(name)
    for name in points:
        points[name] += 2 * min(3, whole.count(name) - 1)
        if all(token.word in small for token in tokenize(name)):
            points[name] = 0  # words of the ad's own prose
    best = max(points, key=lambda name: (points[name], len(name)))
    return best if points[best] >= 3 else None


def is_title(text: str) -> bool:
    """Whether a phrase of an ad is fit to be its job title: short, and with a noun that heads job titles."""
    return len(text.split()) <= _TITLE_WORDS and _clean_title(text, need_occupation=True) is not None


def is_employer_name(text: str) -> bool:
    """Whether a phrase of an ad is fit to be its employer's name: capitals, and no place, calling or word that names none."""
    name = _clean_name(text)
    return name is not None and fold(name) == fold(text) and not skills_in(name)


def _lines(text: str) -> list[str]:
    return [line for line in (plain(raw).removeprefix("- ") for raw in text.splitlines()) if line]


def _told(text: str) -> list[tuple[int, str]]:
    """The sentences of an ad outside its lists, each with the rank of its line: what a list names is no employer."""
    told: list[tuple[int, str]] = []
    rank = 0
    for raw in text.splitlines():
        if plain(raw):
            told += [] if _LISTED.match(raw) else [(rank, sentence) for sentence in sentences(plain(raw))]
            rank += 1
    return told


def ask_of_search(line: str, title: str) -> str | None:
    """What a sentence that says whom the employer seeks asks of them: its tail after "with"; empty if nothing.

    None where the sentence is no such search.
    """
    sought = _WANTED.search(line) or _WANTED_LAST.search(line)
    if sought is None or title.casefold() not in line.casefold():
        return None
    tail = line[line.casefold().index(title.casefold()) + len(title) :]
    match = _WITH.match(tail)
    return tail[match.end() :].strip() if match else ""


def _header(text: str) -> list[str]:
    """The first lines of an ad, up to its first list or heading."""
    header: list[str] = []
    for raw in text.splitlines():
        if not plain(raw):
            continue
        if _LISTED.match(raw) or heading_part(plain(raw), loose=False) is not None:
            break
        header.append(plain(raw))
    return header[:_HEADER_LINES]


def _title_from_sentence(line: str) -> str | None:
    for pattern in (_WANTED_LAST, _WANTED, _INVITED, _AS_A):
        for match in pattern.finditer(line):
            if title := _clean_title(_TITLE_END.sub("", match["title"]), need_occupation=True):
                return title
    return None


def _title_from_heading(line: str) -> str | None:
    if len(line.split()) > _TITLE_WORDS + 6:
        line = f"{line.partition('. ')[0]}."
    if line.endswith((":", "?")) or len(line.split()) > _TITLE_WORDS + 6:
        return None
    if line.endswith("."):
        line = line.partition(". ")[0].rstrip(".")
        if not _DASH.search(line) and not line.partition(",")[0].isupper():
            return None
    bare = _HOURS.sub("", _GENDER.sub("", _ASIDE.sub("", line)))
    bare = next((part for part in bare.split("!") if names_occupation(part)), bare)
    bare = _AT.split(
        re.sub(r"\b(?:wanted|needed|required|vacancy|we are hiring|now hiring|hiring)\b\s*[!:]?", "", bare, flags=re.I)
    )[0]
    parts = [part.strip(" ,!-–") for part in _DASH.split(bare) if part.strip(" ,!-–")]
    parts = [part if len(part.split()) <= _TITLE_WORDS else part.split(",")[0] for part in parts]
    for at, part in enumerate(parts):
        if not names_occupation(part) or len(part.split()) > _TITLE_WORDS:
            continue
        title = _clean_title(part, need_occupation=True)
        if title and (aside := _speciality_aside(line, title)):
            return f"{title}{aside}"
        follow = parts[at + 1] if at + 1 < len(parts) else ""
        if title and follow and _is_speciality(follow):
            between = line[line.find(part) + len(part) : line.find(follow)].strip() or "–"
            return f"{title} {between if between in {'-', '–', '—'} else '–'} {follow}"
        if title:
            return title
    return None


def _speciality_aside(line: str, title: str) -> str:
    """What stands right behind the title, in brackets or after a comma, if it is the job's field: " (Payments Platform)"."""
    if not line.startswith(title):
        return ""
    match = re.match(
        r"\s*\((?P<aside>[^()\d,/]{4,40})\)|,\s(?P<after>[^,.()|–-]{4,40})(?=$|[,.(|]|\s[-–])", line[len(title) :]
    )
    if match is None:
        return ""
    aside = (match["aside"] or match["after"]).strip()
    words = aside.split()
    named = len(words) > 1 and all(word[0].isupper() for word in words) and match["aside"]
    if _is_kind_word(aside) or _NO_NAME.search(aside) or not (named or _is_speciality(aside)):
        return ""
    return f" ({aside})" if match["aside"] else f", {aside}"


def _is_speciality(text: str) -> bool:
    """Whether a heading's second part says what field the title is in (`Intensive Care Unit`), not where or for whom."""
    words = sum(len(tokenize(mention.text)) for mention in skills_in(text))
    return words > 0 and words >= len(tokenize(text)) - 1 and not _LEGAL.search(text)


def _clean_title(text: str, *, need_occupation: bool) -> str | None:
    bare = _GENDER.sub("", _ASIDE.sub("", plain(text)))
    bare = _DASH.split(bare)[0] if need_occupation else bare
    bare = _AT.split(bare)[0].split(",")[0]
    bare = _PRAISE.sub("", bare.strip(" ,.;:!-–")).strip(" ,.;:!-–")
    bare = re.sub(r"[^\w\s&/+#.,'’()–-]", "", bare).strip()
    if not bare or len(bare.split()) > _TITLE_WORDS or (need_occupation and not names_occupation(bare)):
        return None
    if bare.isupper() and len(bare) > 4:
        return _title_case(bare.lower(), bare)
    return _title_case(bare, bare) if bare.islower() else bare


def _title_case(text: str, original: str) -> str:
    words = [
        word if word in {"of", "and", "in", "for", "the", "to", "&"} else word[:1].upper() + word[1:]
        for word in text.split()
    ]
    kept = {"IT", "HR", "UX", "UI", "QA", "CNC", "HGV", "LGV", "HVAC", "ICU", "RN", "SEO", "PR", "CEO", "CTO", "CFO"}
    return " ".join(up if up in kept else word for word, up in zip(words, original.upper().split(), strict=True))


def _names_in_heading(line: str, *, first: bool) -> list[str]:
    if ". " in line and not _LEGAL.search(line):
        line = line.partition(". ")[0]
        if any(word.islower() and word not in small_words() for word in line.split()):
            return []  # a sentence: "Fernweh Freight moves containers. …"
    if (
        line.endswith((":", "?"))
        or (line.endswith(".") and not _LEGAL.search(line))
        or len(line.split()) > _TITLE_WORDS + 6
    ):
        return []
    names: list[str] = []
    bare = _GENDER.sub("", _ASIDE.sub("", line))
    at = _AT.split(bare)
    parts = _DASH.split(at[0]) + at[1:] if len(at) > 1 else _DASH.split(bare)
    for number, part in enumerate(parts):
        name = _clean_name(part.split(",")[0] if "," in part else part)
        told_apart = len(parts) > 1 or not first or _ORG_WORD.search(part) or _LEGAL.search(part) or part.isupper()
        is_place = number > 0 and len(at) == 1 and not names_occupation(" ".join(parts[:number])) and len(parts) > 1
        if name and told_apart and not is_place and not (_is_speciality(name) and not _ORG_WORD.search(name)):
            names.append(name)
    return names


def _clean_name(text: str) -> str | None:
    name = re.sub(r"[^\w\s&.,'’/+-]", " ", straighten(_ASIDE.sub("", text)))
    name = " ".join(name.split()).strip(" ,.;:!-–")
    name = re.sub(r"^(?:at|bei|the)\s+(?=[A-Z])", "", name)
    name = re.sub(r"\s+(?:of|and|the|&|de|und|für)$", "", name)
    article = "The " if re.match(r"The\s+[A-Z]", name) else ""
    name = name.removeprefix("The ")
    words = name.split()
    if (
        not words
        or len(words) > (_ORG_WORDS if _ORG_WORD.search(words[-1]) else 6)
        or not (name[0].isupper() or name[0].isdigit())
    ):
        return None
    if fold(name) in _places() or words[0].casefold() in _no_names() or _NO_NAME.search(name) or _is_kind_word(name):
        return None
    if _CONTRACTION.match(name):
        return None
    if names_occupation(name) and not _LEGAL.search(name) and not _ORG_WORD.search(name):
        return None
    if names_occupation(words[-1]) and not _LEGAL.search(name) and not _ORG_WORD.search(words[-1]):
        return None  # "Housing Officer" is a title although "Housing" is a word of employers' names
    name = article + name
    return f"{name}." if re.search(r"\b(?:Inc|Ltd|Co|Corp)$", name) and f"{name}." in text else name


def _is_other(found: str, name: str, line: str) -> bool:
    """Whether a name at the head of a sentence is no employer's: a skill ("Italian is a plus"), a half phrase, the agency."""
    half = found.rstrip().endswith((" and", " of", " the", " &"))
    skill = any(one.text == name for one in skills_in(name))
    return half or skill or _AGENCY.search(line) is not None


def _is_kind_word(name: str) -> bool:
    return any(pattern.fullmatch(name) for pattern in section_patterns("ad_kinds.txt").values()) or any(
        pattern.search(name) for pattern in (section_patterns("ad_cues.txt")["noise"],)
    )


@functools.cache
def _places() -> frozenset[str]:
    return frozenset(fold(place) for line in read_list("places.txt") for place in line.split(", "))


@functools.cache
def _no_names() -> frozenset[str]:
    return frozenset(word for line in read_list("no_company_words.txt") for word in line.split())
