"""The client in process, over the real runner: what the pages rely on."""

import io
import zipfile
from collections.abc import Iterator

import pytest

from errors import UserError
from resume.schema import Resume
from settings import Settings
from tests.ui.in_process.conftest import ANA, BEN, Wait, settings_at, wait_until
from ui.client import Document, ModelPlace, Places, RunChoices
from ui.in_process import InProcessClient

OFFLINE = RunChoices(mode="offline")
NO_RESUME = Document("cv.pdf", b"this is no PDF")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcessClient]:
    """A client for tests that change nothing."""
    with pytest.MonkeyPatch.context() as patch:
        one = InProcessClient(settings_at(tmp_path_factory.mktemp("shared"), patch))
        yield one
        one.close()


@pytest.fixture(scope="module")
def delivered(shared: InProcessClient) -> str:
    """A run of Ana's that is done."""
    sample = shared.documents.sample()
    id = shared.runs.start(ANA, sample.resume, sample.job, OFFLINE)
    wait_until(shared, ANA, id, "delivered")
    return id


def test_the_kinds_of_files_are_those_that_the_readers_know(client: InProcessClient) -> None:
    from documents.readers.kinds import suffixes_read

    assert [f".{ending}" for ending in client.documents.formats()] == suffixes_read()


def test_a_resume_is_read_in_the_background(client: InProcessClient) -> None:
    reading = client.documents.read_resume(client.documents.sample().resume).result(60)
    assert reading.resume.basics.name == "Niamh Corrigan-Vale"


def test_a_corrected_resume_reads_back_as_it_was(client: InProcessClient) -> None:
    resume = client.documents.read_resume(client.documents.sample().resume).result(60).resume
    again = client.documents.read_resume(client.documents.corrected(resume, "cv.pdf")).result(60).resume
    assert again.to_json() == resume.to_json()


def test_an_address_that_is_none_is_refused(client: InProcessClient) -> None:
    with pytest.raises(UserError, match="no web address"):
        client.documents.fetch_job("/etc/hostname").result(60)


def test_a_run_is_delivered_with_all_its_files(shared: InProcessClient, delivered: str) -> None:
    names = [file.name for file in shared.files.list(ANA, delivered)]
    assert names[:3] == ["resume.visual.pdf", "resume.ats.pdf", "resume.docx"]
    assert shared.files.read(ANA, delivered, "resume.visual.pdf").startswith(b"%PDF")
    assert zipfile.ZipFile(io.BytesIO(shared.files.zip(ANA, delivered))).namelist() == names
    assert all(page.startswith(b"\x89PNG") for page in shared.files.pages(ANA, delivered, "resume.ats.pdf", 300))


def test_nothing_but_what_the_run_delivered_can_be_read(shared: InProcessClient, delivered: str) -> None:
    with pytest.raises(UserError, match="no such file"):
        shared.files.read(ANA, delivered, "../../runs.sqlite")


def test_each_user_sees_their_own_runs_only(shared: InProcessClient, delivered: str) -> None:
    assert delivered in [run.id for run in shared.runs.history(ANA)]
    assert shared.runs.history(BEN) == []


@pytest.mark.parametrize("ask", ["status", "report", "source", "go_on", "cancel", "delete", "duplicate"])
def test_what_one_asks_of_anothers_run_is_answered_as_if_there_were_none(
    shared: InProcessClient, delivered: str, ask: str
) -> None:
    with pytest.raises(UserError, match="there is no such run"):
        getattr(shared.runs, ask)(BEN, delivered)
    assert shared.runs.status(ANA, delivered).state == "delivered"


def test_anothers_files_are_not_there(shared: InProcessClient, delivered: str) -> None:
    with pytest.raises(UserError, match="there is no such run"):
        shared.files.read(BEN, delivered, "resume.ats.pdf")


def test_nobody_can_say_something_of_anothers_run(shared: InProcessClient, delivered: str) -> None:
    with pytest.raises(UserError, match="there is no such run"):
        shared.feedback.give(BEN, delivered, "down")
    shared.feedback.give(ANA, delivered, "up", "good")
    assert [(said.thumb, said.words) for said in shared.feedback.of_run(ANA, delivered)] == [("up", "good")]


def test_a_deleted_run_is_gone_with_its_files(client: InProcessClient, wait: Wait, settings: Settings) -> None:
    sample = client.documents.sample()
    id = client.runs.start(ANA, sample.resume, sample.job, OFFLINE)
    wait(ANA, id, "delivered")
    client.runs.delete(ANA, id)
    with pytest.raises(UserError, match="there is no such run"):
        client.runs.status(ANA, id)
    left = [path.name for folder in ("runs", "documents") for path in (settings.home / folder).rglob("*")]
    assert left == []


def test_a_run_can_be_done_again_from_the_same_documents(shared: InProcessClient, delivered: str, wait: Wait) -> None:
    again = shared.runs.duplicate(ANA, delivered)
    assert wait_until(shared, ANA, again, "delivered").resume_name == "sample-resume.pdf"


def test_a_resume_that_cannot_be_read_fails_with_the_readers_words(client: InProcessClient, wait: Wait) -> None:
    id = client.runs.start(ANA, NO_RESUME, client.documents.sample().job, OFFLINE)
    status = wait(ANA, id, "failed")
    assert status.problem is not None
    assert "no PDF file" in status.problem


def test_to_ask_models_where_none_is_set_up_fails_with_what_to_do(client: InProcessClient, wait: Wait) -> None:
    sample = client.documents.sample()
    id = client.runs.start(ANA, sample.resume, sample.job, RunChoices(mode="model"))
    assert "no model provider is set up" in (wait(ANA, id, "failed").problem or "")


def test_where_no_provider_is_set_up_the_text_goes_nowhere(client: InProcessClient) -> None:
    assert client.runs.places(RunChoices()).result(60).models == ()


def test_a_stopped_run_goes_on_and_is_delivered(client: InProcessClient, wait: Wait) -> None:
    sample = client.documents.sample()
    id = client.runs.start(ANA, sample.resume, sample.job, OFFLINE)
    wait(ANA, id, "running")
    client.runs.cancel(ANA, id)
    assert client.runs.status(ANA, id).state == "stopped"
    client.runs.go_on(ANA, id)
    wait(ANA, id, "delivered")


def test_a_run_that_the_program_left_by_its_end_is_interrupted_and_goes_on_in_the_next(
    client: InProcessClient, settings: Settings, wait: Wait
) -> None:
    sample = client.documents.sample()
    id = client.runs.start(ANA, sample.resume, sample.job, OFFLINE)
    wait(ANA, id, "running")
    client.close()
    later = InProcessClient(settings)
    try:
        assert later.runs.status(ANA, id).state == "interrupted"
        later.runs.go_on(ANA, id)
        wait(ANA, id, "delivered", of=later)
    finally:
        later.close()


def test_a_run_under_way_elsewhere_is_told_as_such(client: InProcessClient, settings: Settings, wait: Wait) -> None:
    from filelock import FileLock

    sample = client.documents.sample()
    id = client.runs.start(ANA, sample.resume, sample.job, OFFLINE)
    wait(ANA, id, "running")
    client.close()
    later = InProcessClient(settings)
    try:
        with FileLock(settings.home / "locks" / f"{id}.lock"):
            assert later.runs.status(ANA, id).state == "elsewhere"
    finally:
        later.close()


def test_many_runs_wait_for_their_turn_and_are_all_delivered(client: InProcessClient, wait: Wait) -> None:
    sample = client.documents.sample()
    ids = [client.runs.start(ANA, sample.resume, sample.job, OFFLINE) for _ in range(6)]
    assert [wait(ANA, id, "delivered").state for id in ids] == ["delivered"] * 6


def test_master_resumes_keep_their_versions_and_their_owner(client: InProcessClient) -> None:
    made = client.masters.add(ANA, "Nursing", Resume(), "read from cv.pdf", {"": "cv.pdf"})
    client.masters.save(ANA, made.id, Resume(), "one field corrected", {"/basics/name": "typed by you"})
    assert [version.number for version in client.masters.versions(ANA, made.id)] == [2, 1]
    assert client.masters.of(BEN) == []


def test_a_state_folder_that_cannot_be_used_is_told_and_tried_again(settings: Settings) -> None:
    settings.home.parent.mkdir(parents=True, exist_ok=True)
    settings.home.write_text("in the way")
    client = InProcessClient(settings)
    try:
        with pytest.raises(UserError, match="cannot be written"):
            client.runs.history(ANA)
        settings.home.unlink()
        assert client.runs.history(ANA) == []
    finally:
        client.close()


def test_a_consent_is_each_users_own_and_outlives_the_program(settings: Settings) -> None:
    places = Places(models=(ModelPlace("acme", "models.acme.example"),))
    first = InProcessClient(settings)
    try:
        first.consent.give(ANA, places)
    finally:
        first.close()
    later = InProcessClient(settings)
    try:
        assert later.consent.given(ANA, places)
        assert not later.consent.given(BEN, places)
        assert later.consent.withdraw(ANA) == 1
        assert not later.consent.given(ANA, places)
    finally:
        later.close()


def test_another_address_of_the_same_provider_needs_a_consent_of_its_own(client: InProcessClient) -> None:
    client.consent.give(ANA, Places(models=(ModelPlace("acme", "models.acme.example"),)))
    assert not client.consent.given(ANA, Places(models=(ModelPlace("acme", "elsewhere.example"),)))


def test_this_machine_needs_no_consent(client: InProcessClient) -> None:
    assert client.consent.given(ANA, Places(models=(ModelPlace("ollama", "localhost:11434", local=True),)))


def test_a_run_that_is_stopped_before_it_was_recorded_begins_anew(client: InProcessClient, wait: Wait) -> None:
    sample = client.documents.sample()
    id = client.runs.start(ANA, sample.resume, sample.job, OFFLINE)
    client.runs.cancel(ANA, id)
    assert wait(ANA, id, "stopped").state == "stopped"
    client.runs.go_on(ANA, id)
    wait(ANA, id, "delivered")


def test_a_run_that_waits_for_its_turn_can_be_stopped(client: InProcessClient, wait: Wait) -> None:
    sample = client.documents.sample()
    ids = [client.runs.start(ANA, sample.resume, sample.job, OFFLINE) for _ in range(5)]
    client.runs.cancel(ANA, ids[-1])
    assert client.runs.status(ANA, ids[-1]).state == "stopped"
    for id in ids[:-1]:
        wait(ANA, id, "delivered")
