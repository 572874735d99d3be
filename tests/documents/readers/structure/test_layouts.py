"""Layouts of resumes that strangers sent, each told in the few lines that make it: roles, studies, names, contacts."""

import pytest

from documents.lines import Line
from documents.readers.markdown import read_markdown
from documents.readers.structure import looks_like_resume, structure_resume
from documents.readers.text import read_text
from resume.schema import Resume


def read(text: str) -> Resume:
    return structure_resume(read_text(text)).resume


def roles_of(resume: Resume) -> list[tuple[str | None, str | None, str | None]]:
    return [(role.position, role.name, role.start_date) for role in resume.work]


def studies_of(resume: Resume) -> list[tuple[str | None, str | None]]:
    return [(study.study_type, study.institution) for study in resume.education]


def test_a_text_all_in_capitals_without_headings_has_roles() -> None:
    resume = read(
        "DES ACHTER\nDES@EXAMPLE.ORG\n\nFOREMAN, TARLE FREIGHT LTD, JUNE 2016 TO DATE\nRAN A SHIFT OF 22\nCUT ERRORS\n\n"
        "DRIVER, BOLSO STEEL LTD, MARCH 2010 TO MAY 2016\nLOADED 40 LORRIES A DAY\nNO ACCIDENT\n"
    )
    assert looks_like_resume(resume)
    assert roles_of(resume) == [("FOREMAN", "TARLE FREIGHT LTD", "2016-06"), ("DRIVER", "BOLSO STEEL LTD", "2010-03")]


def test_roles_above_the_first_heading_are_roles() -> None:
    resume = read(
        "Ada Veen\nada@example.org\n\nCook, Harbour Hall Ltd, 2016 - 2020\n- Soups\n\nSKILLS\nbaking, grilling\n"
    )
    assert roles_of(resume) == [("Cook", "Harbour Hall Ltd", "2016")]
    assert [skill.name for skill in resume.skills] == ["baking", "grilling"]


TIGHT = """Ada Veen
ada@example.org

Experience
Engineer, Severn Water plc, 2011 - 2013
- Modelled 300 km of trunk main in one model and wrote the notes for the
  replacement of six pumping stations
Education
MEng Civil Engineering, University of Surrey, 2011
Skills
QGIS, AutoCAD
"""


def test_headings_right_below_text_open_their_sections() -> None:
    resume = read(TIGHT)
    assert studies_of(resume) == [("MEng", "University of Surrey")]
    assert [skill.name for skill in resume.skills] == ["QGIS", "AutoCAD"]


def test_a_word_in_a_list_of_skills_opens_no_section() -> None:
    resume = read("Ada Veen\nada@example.org\n\nSkills\nCatering\nEducation\nTraining\nLanguages\nSinging\n")
    assert [skill.name for skill in resume.skills] == ["Catering", "Education", "Training", "Languages", "Singing"]


BY_CONTENT = """## Ada Veen

ada@example.org

#### Earning my bread

**2020 →** Librarian, *Moss Public Library*. Buys books for children; runs story hour for 40.

**2016–2020** Clerk, *Quire Holdings Ltd*

#### Under the oak

**2016** MA Librarianship, *University of Sheffield*
"""


def test_sections_of_unknown_wording_are_what_their_dated_lines_speak_of() -> None:
    resume = structure_resume(read_markdown(BY_CONTENT)).resume
    assert roles_of(resume) == [("Librarian", "Moss Public Library", "2020"), ("Clerk", "Quire Holdings Ltd", "2016")]
    assert studies_of(resume) == [("MA", "University of Sheffield")]


def test_what_a_dated_line_goes_on_to_say_is_said_of_the_role() -> None:
    role = structure_resume(read_markdown(BY_CONTENT)).resume.work[0]
    assert role.summary == "Buys books for children; runs story hour for 40."


def test_contact_details_at_the_foot_of_a_page_in_the_middle_are_contact_details() -> None:
    resume = read(
        "Ada Veen\n\nEMPLOYMENT\n\nCook, Harbour Hall Ltd, 2016 - 2020\n- Soups\n\nada@example.org  ·  01947 555 013\n\n"
        "- Roasts\n\nEDUCATION\n\nNVQ Cookery, Whitby College, 2015\n"
    )
    assert (resume.basics.email, resume.basics.phone) == ("ada@example.org", "01947 555 013")
    assert resume.work[0].highlights == ["Soups", "Roasts"]


@pytest.mark.parametrize(
    "head",
    [
        "Ada Veen - ada@example.org - 555-0104",
        "Ada Veen, ada@example.org, 555-0104",
        "Ada Veen / 555-0104 / ada@example.org",
        "Resume of Ada Veen\n\nEmail: ada@example.org\nMobile: 555-0104",
        "CV – Ada Veen\nada@example.org | 555-0104",
    ],
)
def test_a_name_is_found_beside_contact_details_and_behind_the_documents_own_name(head: str) -> None:
    basics = read(f"{head}\n\nSKILLS\nbaking, grilling\n").basics
    assert (basics.name, basics.email, basics.phone) == ("Ada Veen", "ada@example.org", "555-0104")


def test_a_name_in_two_words_one_below_the_other_is_one_name() -> None:
    assert read("ADA\nVEEN\nLogopädin\n\nKENNTNISSE\nStimmtherapie\n").basics.name == "ADA VEEN"


def test_an_employer_over_roles_in_units_of_their_own_is_no_role() -> None:
    resume = read(
        "EXPERIENCE\n\nISLAND NAVY        2001 - 2021\n\nChief Officer, Ship Harrow        2016 - 2021\n- Led 48 sailors\n"
        "Engineer, Station Corvina        2001 - 2016\n- Mended engines\n"
    )
    assert roles_of(resume) == [("Chief Officer", "Ship Harrow", "2016"), ("Engineer", "Station Corvina", "2001")]
    assert "ISLAND NAVY" in str(resume.to_json())


def test_a_clients_label_belongs_to_no_header() -> None:
    resume = read(
        "EXPERIENCE\n\nFreelance Translator, Brink Words, Utrecht\nJanuary 2015 - present\n\n"
        "Client: Rijnmond Museum\n- Translated 4 catalogues\n"
    )
    assert roles_of(resume) == [("Freelance Translator", "Brink Words", "2015-01")]


def test_roles_on_bullets_below_employers_on_bullets_are_roles() -> None:
    text = (
        "# Ada Veen\n\n## Experience\n\n* **Avon Wind Services**, Bristol\n    * *Technician*, May 2019 - present\n"
        "        * Inspects 60 turbines\n    * *Trainee Technician*, Sep 2017 - Apr 2019\n        * Torqued bolts\n"
    )
    resume = structure_resume(read_markdown(text)).resume
    assert roles_of(resume) == [
        ("Technician", "Avon Wind Services", "2019-05"),
        ("Trainee Technician", "Avon Wind Services", "2017-09"),
    ]
    assert [role.highlights for role in resume.work] == [["Inspects 60 turbines"], ["Torqued bolts"]]


def test_a_form_with_two_labels_for_a_period_has_its_ends() -> None:
    resume = read(
        "EMPLOYMENT\n\nEmployer: Hull Club Ltd\nJob title: Clerk\nFrom: May 2018\nTo: Present\n\n"
        "Employer: Holder Bank\nJob title: Cashier\nFrom: August 2014\nTo: April 2018\n"
    )
    assert [(role.position, role.start_date, role.end_date) for role in resume.work] == [
        ("Clerk", "2018-05", None),
        ("Cashier", "2014-08", "2018-04"),
    ]


def test_an_employer_on_a_numbered_line_above_a_form_is_its_employer() -> None:
    resume = read(
        "Work Experience\n\n1. Sunder Textiles Pvt Ltd\n   Designation: Manager\n   Duration: April 2017 to till date\n"
        "   a) Planned 120 looms\n"
        "2. Jute Mills Ltd\n   Designation: Engineer\n   Duration: June 2011 to March 2017\n   a) Spares\n"
    )
    assert [(role.name, role.highlights) for role in resume.work] == [
        ("Sunder Textiles Pvt Ltd", ["Planned 120 looms"]),
        ("Jute Mills Ltd", ["Spares"]),
    ]


def test_a_title_below_an_employers_particulars_is_the_title() -> None:
    resume = read(
        "WORK EXPERIENCE\n\nBureau of Lands        06/2018 - Present\nWashington, DC United States\nHours per week: 40\n"
        "Program Analyst\nDuties:\n- Reviewed 75 files.\n"
    )
    assert roles_of(resume) == [("Program Analyst", "Bureau of Lands", "2018-06")]
    assert resume.work[0].location == "Washington, DC United States"


@pytest.mark.parametrize(
    ("line", "kind", "school"),
    [
        ("Ellery Grammar, O levels 1986", "O levels", "Ellery Grammar"),
        ("Marston, GCSEs, 2014", "GCSEs", "Marston"),
        ("GED, State of Colorado, 2011", "GED", "State of Colorado"),
        ("High school diploma, Weston High, 2019", "High school diploma", "Weston High"),
        ("A levels (Maths, Art), Selby College, 2007", "A levels (Maths, Art)", "Selby College"),
        (
            "Bowie State University, Bowie, MD, Bachelor of Science, 2013",
            "Bachelor of Science",
            "Bowie State University",
        ),
    ],
)
def test_a_school_is_told_from_what_it_was_left_with(line: str, kind: str, school: str) -> None:
    assert studies_of(read(f"Ada Veen\n\nEDUCATION\n{line}\n")) == [(kind, school)]


def test_a_town_with_the_letters_of_its_state_is_a_place() -> None:
    (role,) = read("EXPERIÊNCIA\n\nSERRA LTDA - Itabira/MG\nEngenheira\nfev/2018 - atual\n- Equipe de 9\n").work
    assert (role.name, role.location) == ("SERRA LTDA", "Itabira/MG")


def test_a_narrow_text_of_short_lines_is_not_taken_for_a_wrapped_one() -> None:
    rows = [
        f"{year}    Fabryka Nici Ariadna Sp. z o.o., Miasto nad Rzeką"
        for year in ("2011-2013", "2013-2015", "2015-2018")
    ]
    text = "Doświadczenie\n" + "\n".join(f"{row}\n             Brygadzistka" for row in rows)
    long = "\n\nTo jest jedno bardzo długie zdanie, które nie mówi o niczym, ale ma swoje miejsce na końcu."
    assert {role.position for role in read(text + long).work} == {"Brygadzistka"}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Harbour Radio: Producer (2019–2021)", ("Producer", "Harbour Radio", "2019")),
        ("2019-2021 :: NIGHT MANAGER :: The Lantern Hotel", ("NIGHT MANAGER", "The Lantern Hotel", "2019")),
        (">> 2019-2021 :: NIGHT MANAGER :: The Lantern Hotel", ("NIGHT MANAGER", "The Lantern Hotel", "2019")),
        ("Mai 2019 bis März 2021: Laborantin bei von Hagen & Söhne", ("Laborantin", "von Hagen & Söhne", "2019-05")),
    ],
)
def test_a_role_on_one_line_is_parted_where_it_is(line: str, wanted: tuple[str, str, str]) -> None:
    assert roles_of(read(f"Ada Veen\n\nEXPERIENCE\n{line}\n- Night shifts\n")) == [wanted]


def test_a_labelled_title_keeps_its_label_out_of_the_employer() -> None:
    resume = read("Ada Veen\n\nEXPERIENCE\nMoss Public Library        2019 - 2021\nRole: Librarian\n- Bought books\n")
    assert "Role" not in {role.name for role in resume.work}


def test_a_town_that_no_list_knows_is_no_title() -> None:
    resume = read(
        "Ada Veen\n\nEXPERIENCE\n2009-2017 : MAÇON, Entreprise Perrin et fils, Pontarlier\n- Murs en pierre\n"
    )
    assert "Pontarlier" not in {role.position for role in resume.work}


def test_letters_that_stand_apart_make_the_words_of_a_name() -> None:
    text = "   E B E N E Z E R   C R A W S H A W\n   ---------------------------------\nebenezer@example.org\n\nSKILLS\nlooms\n"
    assert read(text).basics.name == "EBENEZER CRAWSHAW"


def test_a_name_in_a_box_is_a_name() -> None:
    box = "+--------------------+\n|   GERTA  POLLOCK   |\n+--------------------+\n"
    assert read(f"{box}gerta@example.org\n\nSKILLS\nfirst aid\n").basics.name == "GERTA POLLOCK"


def test_towns_behind_employers_are_places_where_no_word_tells_the_title() -> None:
    resume = read(
        "EMPLOYMENT\n\nTrevose Fish Ltd - Newlyn\nFilleter\n02/2019 - Present\n- Hake\n\n"
        "Pengelly's Garage - Penzance\nValeter\n06/2016 - 01/2019\n- Cars\n"
    )
    assert [(role.position, role.name, role.location) for role in resume.work] == [
        ("Filleter", "Trevose Fish Ltd", "Newlyn"),
        ("Valeter", "Pengelly's Garage", "Penzance"),
    ]


def test_a_town_in_brackets_is_a_place_where_the_others_have_one() -> None:
    resume = read(
        "EXPERIENCIA\n\nHortalizas S.A. (Murcia)\nEncargado\n2018 - 2020\n* Equipo\n\n"
        "Cítricos S.L. (Beniel)\nConductor\n2012 - 2017\n* Carga\n"
    )
    assert [(role.name, role.location) for role in resume.work] == [
        ("Hortalizas S.A.", "Murcia"),
        ("Cítricos S.L.", "Beniel"),
    ]


def test_a_rank_and_a_service_belong_to_a_name() -> None:
    name = "SSG Marcellus T. Ondricek, U.S. Army"
    assert read(f"{name}\nm.ondricek@example.org\n\nSKILLS\nsupply\n").basics.name == name


def test_a_heading_in_the_first_cell_of_a_row_opens_its_section() -> None:
    lines = [
        Line("Ada Veen"),
        Line("Berufserfahrung"),
        Line("2018 – 2020 Köchin, Hafen GmbH", cells=("2018 – 2020", "Köchin, Hafen GmbH")),
        Line("Ausbildung"),
        Line("2016 Abitur", cells=("2016", "Abitur")),
        Line("Kenntnisse Backen, Kochen", cells=("Kenntnisse", "Backen, Kochen")),
    ]
    assert [skill.name for skill in structure_resume(lines).resume.skills] == ["Backen", "Kochen"]


@pytest.mark.parametrize("mark", ["-", "–", ".."])
def test_marks_without_a_space_are_bullets_where_several_lines_have_them(mark: str) -> None:
    resume = read(f"EXPERIENCE\nCook, Harbour Hall Ltd, 2016 - 2020\n{mark}Soups\n{mark}Roasts\n")
    assert resume.work[0].highlights == ["Soups", "Roasts"]


def test_a_firm_of_partners_is_an_employer_although_a_partner_is_a_title() -> None:
    resume = read("BERUFSPRAXIS\nStatikerin        2008 bis 2015\nIngenieurbüro Pfeiffer & Partner\n- Brücken\n")
    assert roles_of(resume) == [("Statikerin", "Ingenieurbüro Pfeiffer & Partner", "2008")]


def test_terms_of_employment_are_no_part_of_the_employers_name() -> None:
    (role,) = read("EXPERIENCE\nChange Lead, Northgate Rail Ltd (contract)      2020 - 2021\n- Rosters\n").work
    assert (role.name, role.description) == ("Northgate Rail Ltd", "contract")


def test_a_career_summary_of_dated_lines_is_a_list_of_roles() -> None:
    resume = read(
        "Ada Veen\nada@example.org\n\nCAREER SUMMARY\nSales Manager      Seeland AG      2016-today\n"
        "Sales Engineer     Jura SA         2011-2016\n"
    )
    assert roles_of(resume) == [("Sales Manager", "Seeland AG", "2016"), ("Sales Engineer", "Jura SA", "2011")]


def test_what_a_bullet_says_behind_its_period_is_said_of_the_role() -> None:
    text = "## Experience\n\n- **Head of Growth**, Douro Apps Lda (2021–2023): runs a budget of EUR 1.2m; team of 7.\n"
    (role,) = structure_resume(read_markdown(text)).resume.work
    assert (role.name, role.summary) == ("Douro Apps Lda", "runs a budget of EUR 1.2m; team of 7.")


def test_a_degree_of_a_kind_of_school_names_no_school() -> None:
    resume = read("STUDIUM\nBauingenieurwesen, Dipl.-Ing. (FH)      2004 bis 2008\nFachhochschule Erfurt\n")
    assert studies_of(resume) == [("Dipl.-Ing. (FH)", "Fachhochschule Erfurt")]


def test_a_bold_name_before_a_headline_on_its_line_is_the_name() -> None:
    resume = structure_resume(
        read_markdown("**FAUSTINA KEMBLE** — *Museum educator*\n\nf@example.org\n\n## Skills\n\nchess\n")
    ).resume
    assert (resume.basics.name, resume.basics.label) == ("FAUSTINA KEMBLE", "Museum educator")


def test_a_name_in_small_letters_above_an_address_is_a_name() -> None:
    assert read("wren halloran\nwren@example.net\n\nskills\n\nguitar, first aid\n").basics.name == "wren halloran"


def test_short_lines_of_one_length_are_not_taken_for_wrapped_ones() -> None:
    text = (
        "EXPERIENCES\n\nSept. 2018 à ce jour\tAssistante de direction\n"
        "\tChantiers de l'Estuaire SARL\n\t- Agenda de deux directeurs\n\n"
        "FORMATION\n\n2012\tBTS Assistant de manager, Lycée Carcouët, Nantes\n"
    )
    assert roles_of(read(text)) == [("Assistante de direction", "Chantiers de l'Estuaire SARL", "2018-09")]


def test_the_town_below_a_street_beside_an_address_is_a_place() -> None:
    basics = read(
        "       OSWALD   T.   PENHALIGON\n   12 Quay St.             tel (555) 0100-221\n"
        "   Port Ellery             o.penhaligon@example.org\n\nSKILLS\ntide tables\n"
    ).basics
    assert basics.location is not None
    assert (basics.name, basics.label, basics.location.address) == (
        "OSWALD T. PENHALIGON",
        None,
        "12 Quay St., Port Ellery",
    )


def test_a_bold_school_right_below_a_heading_is_no_heading() -> None:
    lines = [
        Line("Yseult Carbonneau", size=2.0, bold=True),
        Line("Expérience professionnelle", bold=True, gap=1.2),
        Line("Clinique de la Vilaine", bold=True, gap=1.2),
        Line("Infirmière de bloc"),
        Line("mai 2013 – août 2019"),
        Line("Formation", bold=True, gap=1.2),
        Line("IFSI de Vannes", bold=True, gap=1.2),
        Line("Diplôme d'État d'infirmier"),
        Line("2013"),
    ]
    assert studies_of(structure_resume(lines).resume) == [("Diplôme d'État d'infirmier", "IFSI de Vannes")]


@pytest.mark.parametrize(
    ("lines", "phone"),
    [
        ("+49\n351 5550 142", "+49 351 5550 142"),
        ("(555)\n010-4321", "(555) 010-4321"),
        ("(555) 010-\n4321", "(555) 010-4321"),
        ("020 7946\n0222", "020 7946 0222"),
    ],
)
def test_a_telephone_number_that_a_narrow_column_broke_is_whole(lines: str, phone: str) -> None:
    assert read(f"Ada Veen\nada@example.org | {lines} | Dresden\n\nSKILLS\nchess\n").basics.phone == phone


def test_a_period_that_a_narrow_margin_broke_in_two_cells_is_one() -> None:
    header = Line(
        "August 2012 to December 2019 Design Engineer", cells=("August 2012 to", "December 2019", "Design Engineer")
    )
    (role,) = structure_resume([Line("Experience", bold=True), header, Line("Medway Rivers Trust")]).resume.work
    assert (role.start_date, role.end_date, role.position) == ("2012-08", "2019-12", "Design Engineer")


def test_what_stands_before_a_firms_name_is_the_title_although_no_list_knows_it() -> None:
    resume = read(
        "EXPERIENCIA\nTornero CNC, Talleres Deba S.L., Eibar\nFebrero 2018 - Actualidad\n- Tolerancias de 5 micras\n"
    )
    assert [role.position for role in resume.work] == ["Tornero CNC"]
