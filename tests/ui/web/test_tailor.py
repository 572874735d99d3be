"""The landing page in each of its states."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.web.conftest import Look
from tests.ui.web.looking import button, words
from tests.ui.web.scripted_client import ScriptedClient
from ui.client import Document, ModelPlace, Places
from ui.web.sign_in import LOCAL

RESUME = """# Mara Lindqvist
mara@lindqvist.example | 0170 555 0101

## Experience
### Baker, Old Mill Bakery
2019-03 - 2023-05
- Baked 400 loaves a day
- Trained three apprentices

## Skills
Sourdough, Pastry
"""
AD = """# Head baker
Company: Hearth & Co

## Requirements
- 3 years as a baker
- Sourdough
"""
MODELS = Places(models=(ModelPlace("acme", "models.acme.example"),), search=("Tavily",))


def give_resume(app: AppTest, text: str = RESUME) -> AppTest:
    app.button_group(key="resume.way").set_value("Paste text").run()
    app.text_area(key="resume.text").set_value(text).run()
    return app.button(key="resume.use").click().run()


def give_ad(app: AppTest, text: str = AD) -> AppTest:
    app.text_area(key="ad.text").set_value(text).run()
    return app.button(key="ad.use").click().run()


@pytest.fixture
def given(look: Look) -> AppTest:
    """The page with a resume and an ad on it."""
    return give_ad(give_resume(look()))


def test_the_landing_page_says_what_comes_of_it_and_has_one_heading(look: Look) -> None:
    app = look()
    assert [title.value for title in app.title] == ["A resume for this job, with proof for every line"]
    assert "Nothing is made up" in words(app)


def test_every_field_has_a_label(given: AppTest) -> None:
    fields = [
        *given.text_input,
        *given.text_area,
        *given.radio,
        *given.selectbox,
        *given.checkbox,
        *given.file_uploader,
    ]
    assert fields
    assert [field for field in fields if not field.label] == []


def test_without_anything_given_the_start_says_what_is_missing(look: Look, client: ScriptedClient) -> None:
    app = look()
    button(app, "Tailor my resume").click().run()
    assert "Still missing: your resume and the job ad." in words(app)
    assert client.runs.started == []


def test_what_was_understood_of_the_resume_is_shown(look: Look) -> None:
    said = words(give_resume(look()))
    assert "Mara Lindqvist" in said
    assert "Baker, Old Mill Bakery 2019 – 2023" in said
    assert "1 role, 2 lines" in said


def test_what_the_ad_asks_for_is_shown(look: Look) -> None:
    said = words(give_ad(look()))
    assert "Head baker Hearth & Co" in said
    assert "Sourdough" in said


def test_an_uploaded_file_is_read(look: Look) -> None:
    app = look()
    app.file_uploader(key="resume.file").set_value(("cv.md", RESUME.encode(), "text/markdown")).run()
    assert "Mara Lindqvist" in words(app)
    assert "Read from cv.md." in words(app)


def test_a_file_that_holds_no_resume_is_refused_in_words_and_another_can_be_given(look: Look) -> None:
    app = look()
    app.file_uploader(key="resume.file").set_value(("cv.pdf", b"not a PDF at all", "application/pdf")).run()
    assert "“cv.pdf” is named .pdf but is no PDF file" in words(app)
    assert "Mara Lindqvist" in words(give_resume(app))


def test_an_address_that_leads_nowhere_is_told_and_the_ad_can_be_pasted(look: Look) -> None:
    app = look()
    app.button_group(key="ad.way").set_value("Link").run()
    app.text_input(key="ad.address").set_value("https://jobs.example/7").run()
    app.button(key="ad.fetch").click().run()
    assert "nothing is there" in words(app)


def test_an_ad_is_read_from_its_address(look: Look, client: ScriptedClient) -> None:
    client.documents.fetched = Document("page.md", AD.encode(), "https://jobs.example/7")
    app = look()
    app.button_group(key="ad.way").set_value("Link").run()
    app.text_input(key="ad.address").set_value("https://jobs.example/7").run()
    app.button(key="ad.fetch").click().run()
    assert "Head baker" in words(app)
    assert "Read from https://jobs.example/7." in words(app)


def test_text_from_a_document_never_becomes_markup(look: Look) -> None:
    app = give_resume(look(), RESUME.replace("Old Mill Bakery", "<img src=x onerror=alert(1)> Bakery"))
    assert all("<img" not in html.value for html in app.html)


def test_with_both_given_the_page_says_where_the_text_goes_and_starts(given: AppTest, client: ScriptedClient) -> None:
    assert "Everything stays on this computer." in words(given)
    button(given, "Tailor my resume").click().run()
    assert [started.resume.data for started in client.runs.started] == [RESUME.encode()]
    assert given.query_params["run"] == "run1"


def test_text_that_nobody_took_yet_is_taken_by_the_start(look: Look, client: ScriptedClient) -> None:
    app = look()
    app.button_group(key="resume.way").set_value("Paste text").run()
    app.text_area(key="resume.text").set_value(RESUME)
    app.text_area(key="ad.text").set_value(AD)
    button(app, "Tailor my resume").click().run()
    assert len(client.runs.started) == 1


def test_before_the_first_call_of_a_model_the_user_agrees_to_where_the_text_goes(
    look: Look, client: ScriptedClient
) -> None:
    client.runs.where = MODELS
    app = give_ad(give_resume(look()))
    assert "acme (models.acme.example)" in words(app)
    assert "Name, e-mail, phone, address and links are held back." in words(app)
    button(app, "Agree and tailor my resume").click().run()
    assert client.consent.given(client.runs.started[0].user, MODELS)


def test_nothing_starts_by_itself_before_the_user_agreed(look: Look, client: ScriptedClient) -> None:
    client.runs.where = MODELS
    app = look()
    app.button_group(key="resume.way").set_value("Paste text").run()
    app.text_area(key="resume.text").set_value(RESUME)
    app.text_area(key="ad.text").set_value(AD)
    button(app, "Tailor my resume").click().run()
    assert client.runs.started == []


def test_who_agreed_is_not_asked_again(look: Look, client: ScriptedClient) -> None:
    client.runs.where = MODELS
    button(give_ad(give_resume(look())), "Agree and tailor my resume").click().run()
    app = give_ad(give_resume(look()))
    assert button(app, "Tailor my resume")


def test_who_agreed_can_take_it_back_where_it_is_told(look: Look, client: ScriptedClient) -> None:
    client.runs.where = MODELS
    client.consent.give(LOCAL, MODELS)
    app = give_ad(give_resume(look()))
    assert "Where your text goes, as you agreed" in words(app)
    button(app, "Take my agreement back").click().run()
    assert not client.consent.given(LOCAL, MODELS)
    assert button(app, "Agree and tailor my resume")


def test_who_does_not_agree_can_have_it_done_on_this_computer(look: Look, client: ScriptedClient) -> None:
    client.runs.where = MODELS
    app = give_ad(give_resume(look()))
    button(app, "Without models").click().run()
    assert [started.choices.mode for started in client.runs.started] == ["offline"]
    assert not client.consent.given(client.runs.started[0].user, MODELS)


def test_models_that_cannot_be_used_are_told_and_the_way_without_them_is_open(
    look: Look, client: ScriptedClient
) -> None:
    app = give_ad(give_resume(look()))
    app.radio(key="options.way").set_value("By fixed rules alone, without any model").run()
    button(app, "Tailor my resume").click().run()
    assert client.runs.started[0].choices.mode == "offline"


def test_what_was_chosen_is_what_the_run_gets(given: AppTest, client: ScriptedClient) -> None:
    given.radio(key="options.pages").set_value(1)
    given.checkbox(key="options.letter").check()
    given.selectbox(key="options.template").set_value("ats").run()
    button(given, "Tailor my resume").click().run()
    choices = client.runs.started[0].choices
    assert (choices.pages, choices.letter, choices.template) == (1, True, "ats")


def test_a_field_that_had_to_be_guessed_is_marked_and_comes_first(look: Look, client: ScriptedClient) -> None:
    client.documents.unsure = ("/work/0/position",)
    app = give_resume(look())
    assert "Check 1 field and correct" in words(app)
    assert [field.label for field in app.text_input] == ["Job title (please check)"]


def test_a_corrected_field_goes_into_the_run(given: AppTest, client: ScriptedClient) -> None:
    given.text_input[0].set_value("Mara Lindqvist-Berg").run()
    assert "Mara Lindqvist-Berg" in words(given)
    button(given, "Tailor my resume").click().run()
    assert b"Mara Lindqvist-Berg" in client.runs.started[0].resume.data


def test_a_date_that_is_none_is_told_at_its_field_and_nothing_starts(given: AppTest, client: ScriptedClient) -> None:
    next(one for one in given.button_group if one.label == "Part of the resume").set_value("Experience").run()
    next(field for field in given.text_input if field.label == "Began").set_value("last spring").run()
    assert "Write a date as 2024, 2024-05 or 2024-05-31." in words(given)
    button(given, "Tailor my resume").click().run()
    assert client.runs.started == []
    assert "some cannot be used" in words(given)


def test_a_role_that_was_missed_is_added_and_goes_into_the_run(given: AppTest, client: ScriptedClient) -> None:
    next(one for one in given.button_group if one.label == "Part of the resume").set_value("Experience").run()
    button(given, "Add a role").click().run()
    [field for field in given.text_input if field.label == "Job title"][-1].set_value("Night porter").run()
    assert "2 roles" in words(given)
    button(given, "Tailor my resume").click().run()
    assert b"Night porter" in client.runs.started[0].resume.data


def test_a_part_that_was_missed_is_begun_and_shown(given: AppTest) -> None:
    next(one for one in given.button_group if one.label == "Part of the resume").set_value("Something is missing").run()
    button(given, "Add a language").click().run()
    assert "How well" in [field.label for field in given.text_input]


def test_an_entry_that_is_none_is_left_out_and_can_be_put_back(given: AppTest) -> None:
    next(one for one in given.button_group if one.label == "Part of the resume").set_value("Experience").run()
    button(given, "Leave this out").click().run()
    assert "1 role" not in words(given)
    button(given, "Put it back").click().run()
    assert "1 role" in words(given)


def test_what_was_wrong_is_forgotten_with_the_way_that_it_was_given(look: Look) -> None:
    app = look()
    app.button_group(key="ad.way").set_value("Link").run()
    button(app, "Get this ad").click().run()
    assert "There is no address yet." in words(app)
    app.button_group(key="ad.way").set_value("Paste text").run()
    assert "There is no address yet." not in words(app)


def test_who_sits_elsewhere_is_not_told_that_the_text_stays_on_their_computer(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.web.session.where", lambda: "this server")
    assert "Everything stays on this server." in words(give_ad(give_resume(look())))


def test_another_resume_forgets_the_corrections_of_the_first(given: AppTest) -> None:
    given.text_input[0].set_value("Mara Lindqvist-Berg").run()
    button(given, "Use another resume").click().run()
    give_resume(given, RESUME)
    assert "Mara Lindqvist-Berg" not in words(given)


def test_the_sample_is_one_click_away_and_needs_no_key(look: Look, client: ScriptedClient) -> None:
    client.runs.where = MODELS
    app = look()
    button(app, "Try it with a sample").click().run()
    started = client.runs.started[0]
    assert (started.resume.name, started.choices.mode) == ("sample.md", "offline")
    assert app.query_params["run"] == "run1"


def test_a_resume_is_kept_with_where_its_fields_came_from_when_the_user_wants_it(
    given: AppTest, client: ScriptedClient
) -> None:
    given.text_input[0].set_value("Mara Lindqvist-Berg").run()
    next(box for box in given.checkbox if box.label == "Keep this resume for next time").check().run()
    button(given, "Tailor my resume").click().run()
    kept = client.masters.held["m0"][0]
    assert client.masters.kept[0].name == "Mara Lindqvist-Berg"
    assert kept.origins == {"": "pasted text", "/basics/name": "typed by you"}


def test_a_resume_is_not_kept_unless_the_user_wants_it(given: AppTest, client: ScriptedClient) -> None:
    button(given, "Tailor my resume").click().run()
    assert client.masters.kept == []


def test_a_kept_resume_can_be_chosen_and_is_not_offered_to_be_kept_again(look: Look, client: ScriptedClient) -> None:
    resume = client.documents.read_resume(Document("cv.md", RESUME.encode())).result().resume
    client.masters.add(LOCAL, "Baking", resume, "", {})
    app = look()
    app.button_group(key="resume.way").set_value("My resumes").run()
    button(app, "Use this resume").click().run()
    assert "Mara Lindqvist" in words(app)
    assert "Keep this resume for next time" not in words(app)


def test_an_ad_can_be_photographed_once_the_readers_know_pictures(
    look: Look, client: ScriptedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Photo" not in look().button_group(key="ad.way").options
    monkeypatch.setattr(client.documents, "formats", lambda: ["pdf", "jpg"])
    assert "Photo" in look().button_group(key="ad.way").options


def test_the_first_paint_waits_for_nothing(look: Look, client: ScriptedClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the first paint asks for what is not loaded yet")

    monkeypatch.setattr(client, "is_warm", lambda: False)
    monkeypatch.setattr(client.masters, "of", refuse)
    monkeypatch.setattr(client.runs, "places", refuse)
    assert "A resume for this job" in words(look())


def test_models_of_this_machine_need_no_consent_and_are_named(look: Look, client: ScriptedClient) -> None:
    client.runs.where = Places(models=(ModelPlace("ollama", "127.0.0.1:11434", local=True),))
    app = give_ad(give_resume(look()))
    assert "Your text stays on this computer." in words(app)
    assert "ollama (127.0.0.1:11434)" in words(app)
    assert button(app, "Tailor my resume")


def test_a_second_click_begins_no_second_run(given: AppTest, client: ScriptedClient) -> None:
    button(given, "Tailor my resume").click().run()
    del given.query_params["run"]
    given.run()
    button(given, "Tailor my resume").click().run()
    assert len(client.runs.started) == 1


def test_other_choices_begin_another_run(given: AppTest, client: ScriptedClient) -> None:
    button(given, "Tailor my resume").click().run()
    del given.query_params["run"]
    given.run()
    given.radio(key="options.pages").set_value(1).run()
    button(given, "Tailor my resume").click().run()
    assert len(client.runs.started) == 2
