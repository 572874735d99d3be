"""Pages that stand before the ad: told by what they are; ads with a login in the margin are ads."""

import pytest

from web.walls import find_wall, walls

AD = "<h1>Glazier</h1><p>" + "You cut, fit and seal panes in churches, shops and greenhouses. " * 6 + "</p>"
LONG_AD = AD + "<p>" + "We pay the going rate and a little more. " * 12 + "</p>"


@pytest.mark.parametrize(
    ("page", "ad", "problem"),
    [
        ('<form>Welcome back <input name="p" type="password"> Forgot password?</form>', "Welcome back", "signed in"),
        ("<p>Please sign in to see this job.</p>", "Please sign in to see this job.", "signed in"),
        ("<h1>Just a moment...</h1><p>Checking your browser</p>", "Just a moment", "no program is reading it"),
        ('<div id="root"></div><script src="/app.js"></script>', "", "JavaScript"),
        (
            "<div id=app>Loading…</div><noscript>You need to enable JavaScript to run this app.</noscript>",
            "",
            "JavaScript",
        ),
        ("<p>This position has been filled.</p>", "This position has been filled.", "no text of a job ad"),
        ("", "", "no text of a job ad"),
    ],
)
def test_a_wall_is_told_by_its_kind(page: str, ad: str, problem: str) -> None:
    told = find_wall(page, ad)
    assert told is not None
    assert problem in told


def test_a_login_page_with_a_few_sentences_is_still_a_login_page() -> None:
    page = "<p>" + "Find work that suits you with the biggest board of the trade. " * 4 + '</p><input type="password">'
    assert find_wall(page, page) is not None


@pytest.mark.parametrize(
    "page",
    [
        AD,
        f"<nav><a>Sign in</a></nav>{AD}",
        f"<script>let captcha = 'enable javascript';</script>{AD}",
        f'<form><input type="password">Log in</form>{LONG_AD}',
        f"<p>Sign in to apply. Log in. Forgot password? Create an account.</p>{LONG_AD}",
    ],
)
def test_an_ad_is_no_wall(page: str) -> None:
    assert find_wall(page, AD if page.endswith(AD) else LONG_AD) is None


def test_every_wall_has_phrases_in_lower_case() -> None:
    assert [wall.problem for wall in walls() if wall.pattern.pattern != wall.pattern.pattern.casefold()] == []
