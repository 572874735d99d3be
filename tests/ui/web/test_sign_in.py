"""Signing in: which settings it takes, who somebody is, and two people at once in real browsers."""

import socket
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

from errors import UserError
from settings import Settings
from tests.ui.web.identity_provider import CLIENT, SECRET, identity_provider
from tests.ui.web.serving import serve
from ui.web import sign_in
from ui.web.sign_in import auth_secrets, user_of

WHOLE: dict[str, object] = {
    "oidc_metadata_url": "https://id.example.org/.well-known/openid-configuration",
    "oidc_client_id": "tailor",
    "oidc_client_secret": SecretStr("invented"),
    "oidc_address": "https://resume.example.org/",
}


def settings(tmp_path: Path, **other: object) -> Settings:
    return Settings.model_validate({"home": tmp_path, **WHOLE, **other})


def test_without_settings_nobody_signs_in(tmp_path: Path) -> None:
    assert auth_secrets(Settings(home=tmp_path)) is None


def test_the_provider_sends_people_back_to_the_address_of_the_ui(tmp_path: Path) -> None:
    told = auth_secrets(settings(tmp_path))
    assert told is not None
    assert told["redirect_uri"] == "https://resume.example.org/oauth2callback"


@pytest.mark.parametrize("name", WHOLE)
def test_a_setting_that_is_missing_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=f"RESUME_TAILOR_{name.upper()}"):
        auth_secrets(settings(tmp_path, **{name: None}))


@pytest.mark.parametrize(
    "address", ["http://resume.example.org", "resume.example.org", "ftp://resume.example.org", "https://"]
)
def test_an_address_over_which_a_cookie_could_be_read_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(UserError, match="safe address"):
        auth_secrets(settings(tmp_path, oidc_address=address))


def test_the_secret_of_the_cookies_stays_over_a_restart_and_is_not_the_secret_key(tmp_path: Path) -> None:
    first, second = auth_secrets(settings(tmp_path)), auth_secrets(settings(tmp_path))
    assert first is not None
    assert second is not None
    assert first["cookie_secret"] == second["cookie_secret"]
    assert first["cookie_secret"] not in (tmp_path / "secret.key").read_text()


def test_a_short_secret_of_the_cookies_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="too short"):
        auth_secrets(settings(tmp_path, oidc_cookie_secret=SecretStr("short")))


CLAIMS = {
    "sub": "17",
    "iss": "https://id.example.org/",
    "name": "Ana",
    "email": "ana@example.org",
    "email_verified": True,
}


def test_the_same_subject_of_two_issuers_is_two_people() -> None:
    ours, theirs = user_of(CLAIMS, ()), user_of({**CLAIMS, "iss": "https://other.example"}, ())
    assert (ours.id, theirs.id) == ("17@id.example.org", "17@other.example")


def test_nobody_who_signs_in_is_the_local_user() -> None:
    assert user_of({"sub": "local", "iss": ""}, ()).id != sign_in.LOCAL.id


def test_a_long_subject_fits_and_stays_apart_from_others() -> None:
    ids = {user_of({**CLAIMS, "sub": "x" * 300 + end}, ()).id for end in "ab"}
    assert len(ids) == 2
    assert max(map(len, ids)) <= sign_in.LONGEST_ID


def test_a_token_of_nobody_is_refused() -> None:
    with pytest.raises(UserError, match="did not say who you are"):
        user_of({"iss": "https://id.example.org"}, ())


@pytest.mark.parametrize("named", ["17", "17@id.example.org", "Ana@Example.org"])
def test_administrators_are_named_by_subject_id_or_verified_mail(named: str) -> None:
    assert user_of(CLAIMS, (named,)).admin


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_a_mail_that_is_not_verified_makes_nobody_an_administrator(verified: object) -> None:
    assert not user_of({**CLAIMS, "email_verified": verified}, ("ana@example.org",)).admin


def test_administrators_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESUME_TAILOR_ADMINS", " ana@example.org, 17 ,")
    assert Settings().admins == ("ana@example.org", "17")


def test_secrets_of_streamlit_that_cannot_be_read_open_no_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import streamlit.config

    file = tmp_path / "secrets.toml"
    file.write_text("[auth\n")
    monkeypatch.setattr(streamlit.config, "get_option", lambda _name: [str(file)])
    with pytest.raises(UserError, match="cannot be read as TOML"):
        sign_in.check_secret_files()


def enter(page: Page, address: str, name: str) -> None:
    """Sign in as somebody."""
    page.goto(address)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("button", name="Try it with a sample")).to_be_visible()


def test_two_people_at_once_see_each_only_their_own(browser: Browser, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with identity_provider() as provider:
        address = f"http://127.0.0.1:{port}"
        server = serve(
            tmp_path,
            tmp_path / "home",
            "ui",
            port,
            RESUME_TAILOR_OIDC_METADATA_URL=f"{provider.issuer}/.well-known/openid-configuration",
            RESUME_TAILOR_OIDC_CLIENT_ID=CLIENT,
            RESUME_TAILOR_OIDC_CLIENT_SECRET=SECRET,
            RESUME_TAILOR_OIDC_ADDRESS=address,
            RESUME_TAILOR_ADMINS="ana@example.org",
        )
        ana, ben = browser.new_context().new_page(), browser.new_context().new_page()
        try:
            enter(ana, address, "Ana Castellanos")
            enter(ben, address, "Ben Okafor")
            ana.get_by_role("button", name="Try it with a sample").click()
            ana.wait_for_url("**/?run=*")
            ben.goto(ana.url)
            expect(ben.get_by_role("heading", level=1, name="There is no such run")).to_be_visible()
            ben.goto(f"{address}/history")
            expect(ben.get_by_role("heading", name="Nothing here yet")).to_be_visible()
            ana.goto(f"{address}/history")
            expect(ana.get_by_role("button", name="More")).to_have_count(1)
            expect(ana.get_by_role("link", name="Providers")).to_be_visible()
            expect(ben.get_by_role("link", name="Providers")).to_have_count(0)
            ben.goto(f"{address}/account")
            ben.get_by_role("button", name="Sign out").click()
            expect(ben.get_by_role("button", name="Sign in")).to_be_visible()
        finally:
            ana.context.close()
            ben.context.close()
            server.end()
