import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.datasets import Person, people
from nodes import private
from nodes.private import ContactDetails, Hidden, contact_details
from resume.facts import number_facts
from resume.schema import Basics, Location, Profile, Reference, Resume, Skill, Work
from resume.wording import prose_kind

RESUME = Resume(
    basics=Basics(
        name="Zéphyrine Quatermarsh-Oduya",
        email="zephyrine.q@oduya.example",
        phone="+44 7700 900451",
        url="https://www.quatermarsh.example/me",
        location=Location(address="14 Tallow Yard", postal_code="LS1 9ZZ", city="Heckmondwike", country_code="GB"),
        profiles=[Profile(network="GitHub", username="zquatermarsh", url="https://github.com/zquatermarsh")],
        summary="Zéphyrine Quatermarsh-Oduya bakes. Write to zephyrine.q@oduya.example or call 07700 900451.",
    ),
    work=[
        Work(
            position="Baker",
            name="Rye & Sons",
            location="Heckmondwike",
            start_date="2019-03",
            end_date="2023-11",
            date_text="03/2019 - 11/2023",
            highlights=["Baked 400 loaves a night", "Published github.com/zquatermarsh/crumb, 1,200,000 downloads"],
        )
    ],
    skills=[Skill(name="Sourdough")],
)

SECRETS = (
    "Zéphyrine",
    "Zephyrine",
    "Quatermarsh",
    "oduya",
    "7700",
    "900451",
    "quatermarsh.example",
    "Tallow",
    "LS1 9ZZ",
    "Heckmondwike",
    "zquatermarsh",
)


def hidden() -> Hidden:
    return Hidden(contact_details(RESUME))


def test_no_fact_leaves_with_a_contact_detail() -> None:
    keeper = hidden()
    sent = "\n".join(keeper.hide_resume(fact.text) for fact in number_facts(RESUME))
    assert [secret for secret in SECRETS if secret.casefold() in sent.casefold()] == []


def test_what_is_no_contact_detail_stays() -> None:
    keeper = hidden()
    facts = {fact.id: keeper.hide_resume(fact.text) for fact in number_facts(RESUME)}
    assert facts["w1.1"] == "Baked 400 loaves a night"
    assert "1,200,000 downloads" in facts["w1.2"]
    assert facts["w1"].startswith("Baker, Rye & Sons, [XPLACE")
    assert "2019" in facts["w1"]
    assert facts["s1"] == "Sourdough"


def test_every_fact_comes_back_as_it_was() -> None:
    keeper = hidden()
    for fact in number_facts(RESUME):
        assert keeper.restore(keeper.hide_resume(fact.text)) == fact.text


@pytest.mark.parametrize(
    "written",
    [
        "zéphyrine quatermarsh-oduya",
        "ZÉPHYRINE  QUATERMARSH-ODUYA",
        "Quatermarsh-Oduya, Zéphyrine",
        "Zephyrine Quatermarsh-Oduya's",
        "(+44) 7700-900-451",
        "+447700900451",
        "447700900451",
        "other.mail@post.example",
        "https://portfolio.example/z?q=1",
        "www.portfolio.example",
        "+49 (0)30 1234567",
        "(555) 010-4477",
    ],
)
def test_a_detail_is_hidden_however_it_is_written(written: str) -> None:
    sent = hidden().hide_resume(f"see {written} there")
    assert re.fullmatch(r"see (?:\[X[A-Z]+\d+\](?:'s|, | )?)+ there", sent), sent


@pytest.mark.parametrize(
    "text",
    [
        "03/2019 – 11/2023",
        "2014 – 2019, then 2020-2021",
        "10 000 000 parts and 1,250,000.50 euros",
        "01.03.2019 – 30.11.2023",
        "ISO 9001, BS 7671:2018, Node.js, C++",
        "Grew sales from 1200 to 34000 in 2022",
    ],
)
def test_figures_and_dates_are_no_phone_numbers(text: str) -> None:
    assert hidden().hide_resume(text) == text


def test_a_name_that_is_an_ordinary_word_of_the_trade_hides_as_a_whole_only() -> None:
    baker = Resume(basics=Basics(name="Wilma Baker"), work=[Work(position="Baker", name="Rye & Sons")])
    keeper = Hidden(contact_details(baker))
    assert keeper.hide_resume("Baker, Rye & Sons") == "Baker, Rye & Sons"
    assert "Baker" not in keeper.hide_resume("Wilma Baker is known for rye")


def test_an_ad_keeps_its_town_but_not_the_candidate() -> None:
    sent = hidden().hide_ad(
        "Heckmondwike seeks Zéphyrine Quatermarsh-Oduya, +44 7700 900451. Call us on 01924 496 0000."
    )
    assert "Heckmondwike" in sent
    assert "01924 496 0000" in sent
    assert "Quatermarsh" not in sent
    assert "900451" not in sent


@pytest.mark.parametrize(
    "text",
    ["[XNAME1 baked", "XNAME1 baked", "[xname1] baked", "[XNAME9] baked", "[X NAME 1] baked", "(XMAIL2)", "[XPLACE77]"],
)
def test_a_mangled_or_invented_placeholder_spoils_its_text(text: str) -> None:
    keeper = hidden()
    keeper.hide_resume("Zéphyrine Quatermarsh-Oduya, 14 Tallow Yard")
    assert keeper.restore(text) is None


def test_a_placeholder_that_was_used_comes_back_anywhere() -> None:
    keeper = hidden()
    sent = keeper.hide_resume("Heckmondwike")
    assert keeper.restore(f"Baked in {sent} and {sent}") == "Baked in Heckmondwike and Heckmondwike"


def test_a_placeholder_in_the_source_itself_is_kept_apart() -> None:
    keeper = hidden()
    sent = keeper.hide_resume("[XNAME1] of Zéphyrine Quatermarsh-Oduya")
    assert "[XNAME1] of" not in sent
    assert keeper.restore(sent) == "[XNAME1] of Zéphyrine Quatermarsh-Oduya"


def test_without_details_nothing_is_hidden() -> None:
    assert Hidden(ContactDetails()).hide_resume("Baked 400 loaves") == "Baked 400 loaves"


names = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=2, max_size=12)
glue = st.sampled_from([" ", ", ", " – ", "; ", "\n", " (", ") "])


@settings(deadline=None)
@given(
    first=names,
    last=names,
    host=st.from_regex(r"[a-z]{5,12}\.example", fullmatch=True),
    digits=st.text("0123456789", min_size=9, max_size=12),
    words=st.lists(
        st.sampled_from(["baked", "400", "loaves", "2019", "Rye", "NAME", "FULL", "MAIL", "PHONE"]), max_size=6
    ),
    data=st.data(),
)
def test_full_name_mail_phone_and_link_never_leave_and_always_come_back(
    first: str, last: str, host: str, digits: str, words: list[str], data: st.DataObject
) -> None:
    basics = Basics(name=f"{first} {last}", email=f"me@{host}", phone=f"+{digits}", url=f"https://{host}/cv")
    details = (f"{first} {last}", f"me@{host}", f"+{digits}", f"https://{host}/cv")
    pieces = data.draw(st.permutations([*words, *details]))
    text = data.draw(glue).join(pieces)
    keeper = Hidden(contact_details(Resume(basics=basics)))
    for sent in (keeper.hide_resume(text), keeper.hide_ad(text)):
        assert not any(detail in sent for detail in details)
        assert keeper.restore(sent) == text


@pytest.mark.parametrize("person", people(), ids=lambda person: person.slug)
def test_of_no_sample_person_a_contact_detail_leaves(person: Person) -> None:
    basics = person.truth.basics
    place = basics.location or Location()
    links = [link for link in (basics.url, *(profile.url for profile in basics.profiles)) if link]
    details = [
        basics.name,
        basics.email,
        basics.phone,
        place.address,
        place.postal_code,
        place.city,
        *(link.removeprefix("https://").removeprefix("http://").removeprefix("www.") for link in links),
        *(profile.username for profile in basics.profiles),
    ]
    keeper = Hidden(contact_details(person.truth))
    facts = [fact for fact in number_facts(person.truth) if fact.kind not in ("name", "contact")]
    sent = "\n".join(keeper.hide_resume(fact.text) for fact in facts).casefold()
    assert [one for one in details if one and one.casefold() in sent] == []


@pytest.mark.parametrize("person", people(), ids=lambda person: person.slug)
def test_most_of_what_a_sample_person_did_is_sent_as_it_is(person: Person) -> None:
    keeper = Hidden(contact_details(person.truth))
    facts = [fact for fact in number_facts(person.truth) if prose_kind(fact) is not None or fact.kind == "skill"]
    bullets = [fact.text for fact in facts]
    whole = [text for text in bullets if keeper.hide_resume(text) == text]
    assert len(whole) >= 0.85 * len(bullets)


@pytest.mark.parametrize(
    "reference",
    [
        Reference(name="Tamsin Orrelquist-Vane"),
        Reference(name="Ms Tamsin Orrelquist-Vane, Head of Pastry, Rye & Sons"),
        Reference(reference="Tamsin Orrelquist-Vane, Owner, Rye & Sons, 0113 496 0999"),
        Reference(reference="She never burnt a loaf. – Prof. Tamsin Orrelquist-Vane (Rye & Sons)"),
        Reference(reference="Available on request\nTamsin Orrelquist-Vane — Owner"),
    ],
    ids=["name", "name and employer", "one line", "quoted", "second line"],
)
def test_a_referee_is_hidden_wherever_the_resume_names_them(reference: Reference) -> None:
    resume = RESUME.model_copy(update={"references": [reference]})
    keeper = Hidden(contact_details(resume))
    sent = keeper.hide_resume(
        "Baked with Tamsin Orrelquist-Vane at Rye & Sons; Ms Orrelquist-Vane, or Tamsin, says so."
    )
    assert re.fullmatch(r"Baked with \[X\w+\] at Rye & Sons; Ms \[X\w+\], or \[X\w+\], says so\.", sent), sent
    assert (keeper.restore(sent) or "").startswith("Baked with Tamsin Orrelquist-Vane at Rye & Sons")


def test_an_employer_that_bears_a_referees_name_keeps_it() -> None:
    resume = Resume(
        work=[Work(position="Baker", name="Orrelquist Mills")], references=[Reference(name="Tamsin Orrelquist")]
    )
    assert Hidden(contact_details(resume)).hide_resume("Baker, Orrelquist Mills") == "Baker, Orrelquist Mills"


@pytest.mark.parametrize("said", ["Available on request", "She is the calmest baker in Leeds.", "Rye & Sons", "Owner"])
def test_a_reference_without_a_name_hides_nothing(said: str) -> None:
    assert contact_details(Resume(references=[Reference(reference=said)])).referees == []


PIECES = ["Baked 400 loaves", "in Heckmondwike", "Zéphyrine", "zephyrine.q@oduya.example", "+44 7700 900451"]
PIECES += ["14 Tallow Yard", "zquatermarsh", "https://github.com/zquatermarsh/crumb", "a night"]
REACHING = re.compile(r"@|\d{4,}|Tallow|zquatermarsh")


@settings(deadline=None)
@given(
    row=st.lists(st.sampled_from(PIECES), min_size=1, max_size=4, unique=True),
    others=st.lists(st.sampled_from(PIECES), max_size=9, unique=True),
    said=st.lists(st.sampled_from(PIECES), max_size=5),
    by_placeholder=st.booleans(),
)
def test_a_line_gets_the_details_of_its_own_row_and_no_others(
    row: list[str], others: list[str], said: list[str], by_placeholder: bool
) -> None:
    keeper = hidden()
    source = " – ".join(row)
    for shown in (*others, source):
        keeper.hide_resume(shown)
    answer = " – ".join(keeper.hide_resume(piece) if by_placeholder else piece for piece in said)
    foreign = [piece for piece in said if piece not in row and hidden().hide_resume(piece) != piece]
    whole = " – ".join(said)
    assert keeper.restore_line(answer, [source]) == (None if foreign else whole)
    assert keeper.restore_composed(answer, [source]) == (None if foreign or REACHING.search(whole) else whole)


def test_of_a_line_that_holds_two_details_one_may_go() -> None:
    keeper = hidden()
    sent = keeper.hide_resume("Baked in Heckmondwike; zephyrine.q@oduya.example")
    assert keeper.restore_line(sent.partition(";")[0], ["Baked in Heckmondwike; zephyrine.q@oduya.example"]) == (
        "Baked in Heckmondwike"
    )


@pytest.mark.parametrize(
    ("address", "told", "secret"),
    [
        ("14 Tallow Yard, LS1 9ZZ Heckmondwike", "Baked at home in 14 Tallow Yard", "Tallow"),
        ("Tallow Yard 14\nFlat 3\nHeckmondwike", "Ring at Tallow Yard 14 for bread", "Tallow"),
        ("The Old Granary, Mill Lane 2, Heckmondwike", "Taught 20 children at the Old Granary", "Granary"),
    ],
)
def test_a_part_of_the_address_is_held_back_as_the_whole_is(address: str, told: str, secret: str) -> None:
    basics = RESUME.basics.model_copy(update={"location": Location(address=address, city="Heckmondwike")})
    sent = Hidden(contact_details(RESUME.model_copy(update={"basics": basics}))).hide_resume(told)
    assert secret not in sent
    assert "[XSTREET" in sent


def test_a_town_in_the_address_is_no_street() -> None:
    basics = RESUME.basics.model_copy(update={"location": Location(address="New Ulm, Minnesota", city="New Ulm")})
    assert contact_details(RESUME.model_copy(update={"basics": basics})).streets == ["New Ulm, Minnesota"]


def test_half_of_a_double_name_is_held_back() -> None:
    sent = hidden().hide_resume("Ms Oduya and Mr Quatermarsh both sign for the flour")
    assert "Oduya" not in sent
    assert "Quatermarsh" not in sent


WRITTEN = st.lists(
    st.sampled_from(
        [
            "Ann",
            "ann",
            "ANN",
            "Kis",
            "KIS",
            "kıs",
            "\u212aiſ",
            "o'dell",
            " ",
            ", ",
            ".",
            "-",
            "0",
            "7700 9",
            "0045",
            "1",
            "٣",
            "Ö",
        ]
    ),
    max_size=8,
).map("".join)


@given(detail=WRITTEN, text=WRITTEN)
@settings(max_examples=400)
def test_a_detail_is_looked_for_wherever_its_expression_would_find_it(detail: str, text: str) -> None:
    for written in (private._literal(detail), private._link(detail), private._phone(detail)):
        if written is not None:
            found, sought = written.search(text), written.make().search(text)
            assert (found and found.span()) == (sought and sought.span())
            assert [one.span() for one in written.finditer(text)] == [
                one.span() for one in written.make().finditer(text)
            ]
