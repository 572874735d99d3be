"""Usage, providers, insights and the account: what each shows, and to whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from errors import UserError
from storage.tables import now
from tests.ui.web.conftest import Look
from tests.ui.web.looking import button, words
from tests.ui.web.scripted_client import ScriptedClient
from ui.client import User
from ui.client.insights import Insight, ModelHealth, Opinion, PromptView, Suggestion
from ui.client.providers import ProviderList, ProviderView, TestResult
from ui.client.usage import Named, Tally, Usage
from ui.web import sign_in
from ui.web.pages.usage import charts_of, dollars
from ui.web.parts.charts import draw

Sits = Callable[[User], None]

ANA, ROOT = User("ana", "Ana"), User("root", "Root", admin=True)
DAY = Tally(10, 2, 3, 800, 200, Decimal("0.0125"), 1, 1.5, 4.0)
USED = Usage(
    days=((date(2026, 3, 1), Tally()), (date(2026, 3, 2), DAY)),
    total=DAY,
    models=(Named("acme:quick", DAY),),
    stages=(Named("drafter", DAY),),
    failures=(("timeout", 2), ("auth", 1)),
    users=(Named("ben", DAY),),
)
ACME = ProviderView(
    "acme", "openai", "https://models.acme.example/v1", "chat", False, True, False, ("table:acme",), ("quick",), 0, 0.0, 0.0
)  # fmt: skip


def test_unused_days_say_so(look: Look) -> None:
    assert "No model was asked in these days" in words(look("usage"))


def test_tokens_costs_cache_and_failures_are_told(look: Look, client: ScriptedClient) -> None:
    client.usage.mine = USED
    said = words(look("usage"))
    for part in (
        "1,000 in 10 requests",
        "$0.0125 and 1 unpriced requests",
        "17% 2 answers",
        "30% 3 of 10",
        "No answer in time 2",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("cost", "said"),
    [(None, "unpriced"), (Decimal(0), "$0.00"), (Decimal("0.0004"), "$0.0004"), (Decimal("12.3"), "$12.30")],
)
def test_what_has_no_price_is_unpriced_and_never_0(cost: Decimal | None, said: str) -> None:
    assert dollars(cost) == said


def test_a_day_with_an_unpriced_request_is_marked_in_the_chart_of_costs() -> None:
    chart = next(one for one in charts_of(USED) if one.title == "Cost")
    assert [bar.unknown for bar in chart.bars] == [False, True]
    assert "rt-bar-unknown" in draw(chart)


def test_every_chart_says_in_words_what_it_shows() -> None:
    spoken = [draw(chart) for chart in charts_of(USED)]
    assert all('role="img" aria-label="' in one and "most on 2 Mar" in one for one in spoken)


def test_a_span_is_chosen(look: Look, client: ScriptedClient) -> None:
    app = look("usage")
    app.button_group(key="usage.days").set_value(7).run()
    assert client.usage.asked[-1][1] == 7


def test_who_is_no_administrator_sees_only_their_own_usage(
    look: Look, client: ScriptedClient, sits_there: Sits
) -> None:
    sits_there(ANA)
    app = look("usage")
    assert len(app.selectbox) == 0
    assert client.usage.asked == [("ana", 30, "ana")]


def test_an_administrator_sees_everybodys_and_one_users(look: Look, client: ScriptedClient, sits_there: Sits) -> None:
    sits_there(ROOT)
    client.usage.everybody = USED
    app = look("usage")
    app.selectbox(key="usage.whose").set_value("Everybody").run()
    assert "By user" in words(app)
    app.selectbox(key="usage.whose").set_value("ben").run()
    assert [one[2] for one in client.usage.asked] == ["root", "*", "ben"]


@pytest.mark.parametrize("page", ["providers", "insights"])
def test_pages_of_administrators_are_not_there_for_others(look: Look, sits_there: Sits, page: str) -> None:
    sits_there(ANA)
    app = look()
    assert page not in app.session_state["_pages"]


def test_without_a_provider_it_says_that_rules_do_the_work(look: Look) -> None:
    assert "No provider is set up" in words(look("providers"))


def fill_in(app: AppTest, **fields: str) -> AppTest:
    for name, text in fields.items():
        app.text_input(key=f"provider.{name}.0").set_value(text)
    return button(app, "Save").click().run()


def test_a_provider_is_stored_and_its_key_stands_nowhere_afterwards(look: Look, client: ScriptedClient) -> None:
    app = fill_in(look("providers"), name="acme", address="https://models.acme.example/v1", key="invented-key-1")
    assert [(one.name, one.key) for one in client.providers.saved] == [("acme", "invented-key-1")]
    assert "invented-key-1" not in words(app)
    assert "invented-key-1" not in repr(app.session_state)


def test_the_field_of_the_key_hides_what_is_typed(look: Look) -> None:
    assert look("providers").text_input(key="provider.key.0").proto.type == 1


def test_a_provider_that_cannot_be_used_says_why(look: Look, client: ScriptedClient) -> None:
    client.providers.refusal = UserError("provider acme", "it needs a key", "enter one")
    assert "Provider acme: it needs a key." in words(fill_in(look("providers"), name="acme"))


def test_what_a_provider_is_and_did_is_told(look: Look, client: ScriptedClient) -> None:
    client.providers.listed = ProviderList((replace(ACME, requests=12, error_rate=0.25, latency=1.2),), ("a note",))
    said = words(look("providers"))
    assert "12 requests, 25% failed, 1.2 s on average" in said
    assert "A note" in said


def test_it_is_preferred_switched_off_and_deleted(look: Look, client: ScriptedClient) -> None:
    client.providers.listed = ProviderList((ACME,), ())
    app = look("providers")
    button(app, "Ask it first").click().run()
    button(app, "Switch off").click().run()
    app.button(key="provider.delete.acme").click().run()
    button(app, "Delete").click().run()
    assert client.providers.done == [("default", "acme"), ("disable", "acme"), ("remove", "acme")]


def test_one_of_the_environment_can_be_tested_and_not_changed(look: Look, client: ScriptedClient) -> None:
    client.providers.listed = ProviderList((replace(ACME, from_environment=True),), ())
    labels = [one.label for one in look("providers").button]
    assert ("Test it" in labels, "Switch off" in labels, "Delete …" in labels) == (True, False, False)


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([TestResult("acme", "table:acme", "quick", True, 0.8, "")], "It answers: quick, in 0.8 s."),
        ([TestResult("acme", "table:acme", "quick", False, 0.8, "the key was refused")], "The key was refused."),
        (UserError("provider acme", "it is switched off", "enable it"), "it is switched off"),
    ],
)  # fmt: skip
def test_a_test_says_what_came_of_it(
    look: Look, client: ScriptedClient, results: list[TestResult] | UserError, said: str
) -> None:
    client.providers.listed, client.providers.results = ProviderList((ACME,), ()), results
    app = look("providers")
    button(app, "Test it").click().run()
    assert said in words(app)


def test_without_anything_to_learn_from_insights_say_so(look: Look) -> None:
    assert "Nothing to learn from yet" in words(look("insights"))


def test_insights_show_prompts_models_opinions_and_suggestions_with_their_rules(
    look: Look, client: ScriptedClient
) -> None:
    client.insights.found = Insight(
        (PromptView("drafter", "v2", 4, 20, 2, 1, 900.0, None, 1.0, 3, 1),),
        (ModelHealth("acme", "quick", 20, 2, 1.0, 2.0, 5000, None, 20),),
        (Opinion(now(), "down", "<b>Too long</b>", True),),
        ("drafter",),
        (Suggestion("quick fails often", "Ask another.", "2 of 20 failed."),),
    )
    said = words(look("insights"))
    for part in (
        "quick fails often Ask another. 2 of 20 failed.",
        "v2",
        "3 up, 1 down",
        "unpriced",
        "<b>Too long</b>",
        "on a line",
    ):
        assert part in said
    assert "Variants share the runs at: Rewording lines." in said


def test_where_no_rule_speaks_that_is_said(look: Look, client: ScriptedClient) -> None:
    client.insights.found = Insight((), (ModelHealth("acme", "quick", 1, 0, 1.0, 1.0, 10, None, 0),), (), (), ())
    assert "Nothing stands out." in words(look("insights"))


def test_before_signing_in_every_page_asks_for_it_and_nothing_else(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "is_on", lambda: True)
    monkeypatch.setattr(sign_in, "signed_in_user", lambda: None)
    for page in ("tailor", "history", "providers"):
        app = look(page)
        assert [one.label for one in app.button] == ["Sign in"]


def test_the_account_says_who_is_signed_in_and_takes_consent_back(
    look: Look, client: ScriptedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "is_on", lambda: True)
    monkeypatch.setattr(sign_in, "signed_in_user", lambda: ANA)
    app = look("account")
    assert "Signed in as ana" in words(app)
    button(app, "Ask me again next time").click().run()
    assert "Taken back." in words(app)


def test_where_nobody_signs_in_there_is_no_account(look: Look) -> None:
    assert "account" not in look().session_state["_pages"]
