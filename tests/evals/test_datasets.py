"""The sample people and ads are whole, and their labels say what stands in the documents."""

import html
import re
import unicodedata
from functools import cache
from pathlib import Path

import docx
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from docx.text.paragraph import Paragraph
from ruamel.yaml import YAML

from evals.datasets import Job, Person, PersonLabels, demo_pair, hostile_jobs, jobs, people
from resume.dates import is_iso_date

PEOPLE = people()
BY_SLUG = {person.slug: person for person in PEOPLE}
JOBS = jobs()
HOSTILE = hostile_jobs()
LABELLED = [(job, slug) for job in JOBS + HOSTILE for slug in job.truth.people]

LARGEST_FILE = 80 * 1024
"""Bytes; the documents travel with every clone."""
DERIVED_FIELDS = {"countryCode", "network", "sectionOrder"}
"""Fields of a truth that name what the document only implies; `meta.language` is told apart by its path."""
BESIDE_THE_TRUTH = {
    "backend-engineer": "https",
    "data-student": "https raw.githubusercontent.com jsonresume resume schema.json v1.0.0 2025-11-02T18:20:00 US GitHub",
    "hotel-front-office": "https LinkedIn present classic",
    "logistics-planner": "Curriculum Vitae E-mail",
    "maschinenbau-lebenslauf": "Lebenslauf Tel E-Mail 2. Juni 2025",
    "research-scientist": "ORCID 1 2 3 4 5 6 7 8 9 10 11",
    "social-worker": "page 1 2",
}
"""Words of a document that say nothing about the person: page numbers, labels, a title, the day of signing, file versions."""
TAG_BLOCK = 0xE0000
"""Where Unicode repeats ASCII as invisible tag characters."""
DATE_FIELDS = {"startDate", "endDate", "date", "releaseDate"}

each_person = pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.slug)
each_job = pytest.mark.parametrize("job", JOBS + HOSTILE, ids=lambda job: job.slug)
each_honest_job = pytest.mark.parametrize("job", JOBS, ids=lambda job: job.slug)
each_hostile_job = pytest.mark.parametrize("job", HOSTILE, ids=lambda job: job.slug)
each_label = pytest.mark.parametrize(
    ("job", "slug"), LABELLED, ids=lambda part: part if isinstance(part, str) else part.slug
)


@cache
def text_of(path: Path) -> str:
    """The plain text of a document, by libraries that the product's readers are not made of where there is a choice."""
    match path.suffix:
        case ".pdf":
            with pypdfium2.PdfDocument(path) as pages:
                return "\n".join(page.get_textpage().get_text_range() for page in pages)
        case ".docx":
            document = docx.Document(str(path))
            paragraphs = document.element.body.iter("{*}p")
            return "\n".join(Paragraph(paragraph, document).text for paragraph in paragraphs)
        case ".html":
            return BeautifulSoup(path.read_text("utf-8"), "lxml").get_text(" ")
        case _:
            return path.read_text("utf-8")


def values_of(path: Path) -> str:
    """The text of a document without the keys of a data format."""
    if path.suffix not in {".json", ".yaml"}:
        return text_of(path)
    return " ".join(scalars(YAML(typ="safe").load(path.read_text("utf-8"))))


def scalars(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in scalars(item)]
    if isinstance(value, list):
        return [text for item in value for text in scalars(item)]
    return [str(value)]


def plain(text: str) -> str:
    """One form of a text for comparing: no case, no invisible characters, single blanks."""
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return " ".join(visible.casefold().split())


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", plain(text)))


def stands_in(term: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain(term))}(?!\w)", plain(text)) is not None


def resume_text(slug: str) -> str:
    return text_of(BY_SLUG[slug].resume)


def stated(value: object, field: str = "") -> list[str]:
    """All strings of a truth that stand in its document; ISO dates and derived fields do not."""
    if isinstance(value, dict):
        return [
            text for key, item in value.items() if key not in DERIVED_FIELDS | DATE_FIELDS for text in stated(item, key)
        ]
    if isinstance(value, list):
        return [text for item in value for text in stated(item, field)]
    return [re.sub(r"^https?://", "", value)] if isinstance(value, str) else []


def iso_dates(value: object) -> list[str]:
    if isinstance(value, list):
        return [date for item in value for date in iso_dates(item)]
    if not isinstance(value, dict):
        return []
    own = [item for key, item in value.items() if key in DATE_FIELDS and isinstance(item, str)]
    return own + [date for item in value.values() for date in iso_dates(item)]


def labels_of(job: Job, slug: str) -> PersonLabels:
    return job.truth.people[slug]


def test_there_are_at_least_twelve_people_ten_ads_and_eight_hostile_ads() -> None:
    assert len(PEOPLE) >= 12
    assert len(JOBS) >= 10
    assert len(HOSTILE) >= 8


def test_the_documents_cover_every_format_that_is_read_as_text() -> None:
    assert {person.resume.suffix for person in PEOPLE} == {".pdf", ".docx", ".md", ".txt", ".json", ".yaml"}
    assert {job.ad.suffix for job in JOBS} == {".pdf", ".docx", ".md", ".txt", ".html"}


@each_person
def test_a_person_says_what_is_difficult(person: Person) -> None:
    assert "Difficult:" in person.about


@each_person
def test_a_resume_is_small_enough_to_travel(person: Person) -> None:
    assert person.resume.stat().st_size <= LARGEST_FILE


@each_person
def test_every_word_of_the_truth_stands_in_the_resume(person: Person) -> None:
    truth = person.truth.to_json()
    meta = truth.pop("meta")
    assert isinstance(meta, dict)
    said = stated(truth) + stated(meta.get("sectionTitles", {}))
    assert words(" ".join(said)) - words(text_of(person.resume)) == set()


@each_person
def test_every_year_of_the_truth_stands_in_the_resume(person: Person) -> None:
    assert {date[:4] for date in iso_dates(person.truth.to_json())} <= words(re.sub(r"\D", " ", text_of(person.resume)))


@each_person
def test_every_statement_of_the_truth_stands_in_the_resume_as_it_is_worded(person: Person) -> None:
    truth = person.truth.to_json()
    del truth["meta"]
    text = plain(text_of(person.resume))
    assert [statement for statement in stated(truth) if plain(statement) not in text] == []


@each_person
def test_every_word_of_the_resume_stands_in_the_truth(person: Person) -> None:
    truth = person.truth.to_json()
    known = words(" ".join(stated(truth) + iso_dates(truth))) | words(BESIDE_THE_TRUTH.get(person.slug, ""))
    assert words(values_of(person.resume)) - known == set()


@each_person
def test_the_truth_of_a_person_has_a_name_work_and_education(person: Person) -> None:
    assert person.truth.basics.name
    assert person.truth.work
    assert person.truth.education


@each_person
def test_every_section_of_the_order_is_in_the_truth(person: Person) -> None:
    document = person.truth.to_json()
    for section in person.truth.meta.section_order:
        if section.startswith("custom:"):
            assert int(section.removeprefix("custom:")) < len(person.truth.custom_sections)
        else:
            assert section in document or person.truth.basics.summary


@each_person
def test_contact_details_are_nobody_s(person: Person) -> None:
    fictional = r"example\.(org|com|net)|\.example$"
    addresses = [person.truth.basics.email, person.truth.basics.url, *(p.url for p in person.truth.basics.profiles)]
    hosts = [
        re.split(r"[@/]", re.sub(r"^https?://", "", address))[-1 if "@" in address else 0]
        for address in addresses
        if address
    ]
    assert hosts
    assert [host for host in hosts if not re.search(fictional, host)] == []


@each_job
def test_every_term_stands_in_the_ad(job: Job) -> None:
    text = text_of(job.ad)
    assert [term for term in job.truth.terms if not stands_in(term, text)] == []


@each_job
def test_title_and_company_stand_in_the_ad(job: Job) -> None:
    for name in (job.truth.title, job.truth.company):
        assert name is None or stands_in(name.removesuffix(")"), text_of(job.ad))


@each_honest_job
def test_what_is_not_asked_for_stands_in_the_ad_and_is_no_term(job: Job) -> None:
    text = text_of(job.ad)
    assert job.truth.not_requirements
    assert [words for words in job.truth.not_requirements if not stands_in(words.removesuffix(")"), text)] == []
    assert set(job.truth.not_requirements).isdisjoint(job.truth.terms)


@each_job
def test_terms_are_named_once(job: Job) -> None:
    terms = [plain(term) for term in job.truth.terms]
    assert len(terms) == len(set(terms))


@each_job
def test_alternatives_are_terms(job: Job) -> None:
    assert {term for group in job.truth.alternatives for term in group} <= set(job.truth.terms)


@each_honest_job
def test_optional_words_stand_in_the_ad_and_are_no_terms(job: Job) -> None:
    text = text_of(job.ad)
    assert [words for words in job.truth.optional if not stands_in(words, text)] == []
    assert set(job.truth.optional).isdisjoint(job.truth.terms)


@each_job
def test_years_required_stand_in_the_ad(job: Job) -> None:
    years = job.truth.years_required
    spelled = {2: "two", 3: "three", 4: "four", 5: "five"}
    assert years is None or {f"{years:g}", spelled[int(years)]} & words(text_of(job.ad))


@each_label
def test_every_term_is_labelled_once_or_met_by_an_alternative(job: Job, slug: str) -> None:
    labels = labels_of(job, slug)
    parts = [*labels.supported, *labels.gap, *labels.unsure, *job.truth.any_one_met(labels)]
    assert sorted(parts) == sorted(set(job.truth.terms) | set(labels.unsure))


@each_label
def test_what_supports_a_term_stands_in_the_resume(job: Job, slug: str) -> None:
    text = resume_text(slug)
    assert {term: proof for term, proof in labels_of(job, slug).supported.items() if not stands_in(proof, text)} == {}


@each_label
def test_a_gap_stands_in_the_resume_only_in_another_sense(job: Job, slug: str) -> None:
    labels = labels_of(job, slug)
    text = resume_text(slug)
    assert {term for term in labels.gap if stands_in(term, text)} == set(labels.other_sense)


@each_person
def test_an_ad_fits_every_person_well(person: Person) -> None:
    shares = [
        len(labels.supported) / (len(labels.supported) + len(labels.gap))
        for job in JOBS
        for slug, labels in job.truth.people.items()
        if slug == person.slug
    ]
    assert max(shares) >= 0.6


@each_hostile_job
def test_a_canary_stands_in_its_ad_and_in_no_resume(job: Job) -> None:
    raw = html.unescape(job.ad.read_text("utf-8"))
    evaluated = re.sub(r"[{$#]\{7\*7\}\}?", "49", raw)
    tagged = "".join(chr(ord(c) - TAG_BLOCK) for c in raw if TAG_BLOCK < ord(c) < TAG_BLOCK + 0x7F)
    forms = "\n".join([raw, evaluated, plain(raw), raw[::-1], tagged])
    resumes = "\n".join(text_of(person.resume) for person in PEOPLE)
    assert job.truth.attack
    assert [canary for canary in job.truth.canaries if canary not in forms and plain(canary) not in forms] == []
    assert [canary for canary in job.truth.canaries if canary in resumes] == []


@each_job
def test_an_honest_ad_has_no_canaries_and_a_hostile_one_has_some(job: Job) -> None:
    assert bool(job.truth.canaries) == (job in HOSTILE)


def test_the_demo_shows_a_pdf_with_support_and_gaps() -> None:
    resume, ad = demo_pair()
    (job,) = [job for job in JOBS if job.ad == ad]
    labels = labels_of(job, resume.parent.name)
    assert resume.suffix == ".pdf"
    assert len(labels.supported) > len(labels.gap) > 0


def test_every_date_of_a_truth_is_iso() -> None:
    assert [date for person in PEOPLE for date in iso_dates(person.truth.to_json()) if not is_iso_date(date)] == []
