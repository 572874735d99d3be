"""My resumes: kept, added, corrected, their versions and origins."""

import pytest

from resume.schema import Resume
from tests.ui.web.conftest import Look
from tests.ui.web.looking import button, words
from tests.ui.web.scripted_client import ScriptedClient
from tests.ui.web.test_tailor import RESUME
from ui.client import User
from ui.web import session

MARA = Resume.model_validate(
    {
        "basics": {"name": "Mara Lindqvist", "phone": "0170 555 0101"},
        "work": [{"name": "Old Mill", "position": "Baker"}],
    }
)


@pytest.fixture
def kept(client: ScriptedClient) -> ScriptedClient:
    client.masters.add(session.LOCAL, "Baking", MARA, "Read from cv.pdf", {"": "cv.pdf"})
    return client


def test_without_any_it_says_what_they_are_for(look: Look) -> None:
    assert "No resume is kept yet" in words(look("resumes"))


@pytest.mark.usefixtures("kept")
def test_each_is_named_with_whose_it_is_and_its_roles(look: Look) -> None:
    said = words(look("resumes"))
    assert [part in said for part in ("Baking", "Mara Lindqvist", "Baker, Old Mill", "1 version")] == [True] * 4


def test_those_of_somebody_else_are_not_there(look: Look, client: ScriptedClient) -> None:
    client.masters.add(User("ben", "Ben"), "Secret", MARA, "", {})
    assert "Secret" not in words(look("resumes"))
    assert "There is no such resume" in words(look("resumes", resume="m0"))


def test_a_pasted_resume_is_kept_with_its_corrections_and_their_origin(look: Look, client: ScriptedClient) -> None:
    app = look("resumes", add="new")
    app.button_group(key="new.way").set_value("Paste text").run()
    app.text_area(key="new.text").set_value(RESUME).run()
    button(app, "Use this text").click().run()
    next(field for field in app.text_input if field.label == "Phone").set_value("0170 555 0199").run()
    next(field for field in app.text_input if field.label.startswith("Name it")).set_value("Bakeries").run()
    button(app, "Keep this resume").click().run()
    (master,) = client.masters.of(session.LOCAL)
    (version,) = client.masters.versions(session.LOCAL, master.id)
    assert master.name == "Bakeries"
    assert version.origins == {"": "pasted text", "/basics/phone": "typed by you"}
    assert Resume.model_validate(version.resume).basics.phone == "0170 555 0199"


def test_nothing_pasted_is_said(look: Look) -> None:
    app = look("resumes", add="new")
    app.button_group(key="new.way").set_value("Paste text").run()
    button(app, "Use this text").click().run()
    assert "There is no text yet" in words(app).replace("resume: there", "There") or "there is no text yet" in words(
        app
    )


def test_a_correction_makes_a_version_and_the_one_before_stays(look: Look, kept: ScriptedClient) -> None:
    app = look("resumes", resume="m0")
    next(field for field in app.text_input if field.label == "Name").set_value("Mara L.").run()
    button(app, "Save as version 2").click().run()
    newest, first = kept.masters.versions(session.LOCAL, "m0")
    names = [Resume.model_validate(one.resume).basics.name for one in (newest, first)]
    assert (names, newest.note) == (["Mara L.", "Mara Lindqvist"], "1 field corrected")
    assert newest.origins == {"": "cv.pdf", "/basics/name": "typed by you"}
    assert "Saved as version 2." in words(app)


@pytest.mark.usefixtures("kept")
def test_without_a_correction_there_is_nothing_to_save(look: Look) -> None:
    assert button(look("resumes", resume="m0"), "Save as version 2").disabled


@pytest.mark.usefixtures("kept")
def test_a_date_that_is_none_cannot_be_saved(look: Look) -> None:
    app = look("resumes", resume="m0")
    app.button_group(key="form.m0-1.part").set_value("Experience").run()
    next(field for field in app.text_input if field.label == "Began").set_value("soon").run()
    assert button(app, "Save as version 2").disabled
    assert "Write a date as" in words(app)


def test_what_changed_between_versions_is_told_and_can_be_taken_back(look: Look, kept: ScriptedClient) -> None:
    other = MARA.model_copy(update={"basics": MARA.basics.model_copy(update={"phone": "0170 555 0999"})})
    kept.masters.save(session.LOCAL, "m0", other, "1 field corrected", {"": "cv.pdf"})
    app = look("resumes", resume="m0")
    app.button_group(key="master.way.m0").set_value("Versions").run()
    assert "You: Phone" in words(app)
    button(app, "Go back to version 1").click().run()
    newest = kept.masters.versions(session.LOCAL, "m0")[0]
    assert (newest.number, newest.note, newest.resume) == (3, "Back to version 1", MARA.to_json())


@pytest.mark.usefixtures("kept")
def test_where_each_field_came_from_is_told(look: Look) -> None:
    app = look("resumes", resume="m0")
    app.button_group(key="master.way.m0").set_value("Where it came from").run()
    assert "Phone 0170 555 0101 cv.pdf" in words(app)


def test_a_newer_document_becomes_the_newest_version(look: Look, kept: ScriptedClient) -> None:
    app = look("resumes", resume="m0")
    app.button_group(key="master.way.m0").set_value("Newer file").run()
    app.button_group(key="newer-m0.way").set_value("Paste text").run()
    app.text_area(key="newer-m0.text").set_value(RESUME).run()
    button(app, "Use this text").click().run()
    button(app, "Save as the newest version").click().run()
    assert kept.masters.versions(session.LOCAL, "m0")[0].note == "Read from pasted text"


def test_it_is_renamed(look: Look, kept: ScriptedClient) -> None:
    app = look("resumes", resume="m0")
    app.text_input(key="master.name.m0").set_value("Bread").run()
    button(app, "Rename it").click().run()
    assert kept.masters.kept[0].name == "Bread"


def test_it_is_deleted_after_one_confirmation(look: Look, kept: ScriptedClient) -> None:
    app = look("resumes")
    app.button(key="master.delete.m0").click().run()
    assert len(kept.masters.kept) == 1
    button(app, "Delete").click().run()
    assert kept.masters.kept == []


@pytest.mark.usefixtures("kept")
def test_it_is_used_on_the_page_that_tailors(look: Look) -> None:
    app = look("resumes")
    button(app, "Tailor with it").click().run()
    assert "Read from Baking." in words(app)
