"""Providers, for administrators: who may be asked, tried out, switched on and off. Keys go in and are never shown."""

import streamlit as st

from errors import UserError
from ui.client import Pending
from ui.client.providers import Api, Kind, NewProvider, ProviderView, TestResult
from ui.web import session
from ui.web.parts import notices
from ui.web.parts.asking import ask_to_delete
from ui.web.parts.markup import fill, join, put
from ui.web.parts.waiting import wait_for

LEAD = (
    "Language models reword lines where one is set up; without any, fixed rules do all of the work. Keys are stored encrypted, "
    "and nobody can read them here again."
)

KINDS: dict[Kind, str] = {
    "openai": "OpenAI, or anything that speaks its language (OpenRouter, Ollama, vLLM, LM Studio)",
    "google": "Google Gemini",
    "anthropic": "Anthropic",
}
APIS: dict[Api, str] = {"chat": "Chat completions", "responses": "Responses"}

DONE, PROBLEM, TESTS, FORM = "providers.done", "providers.problem", "providers.tests", "providers.form"

_CARD = """<p class="rt-title">{name} {marks}</p><p class="rt-soft">{address}</p>
<dl class="rt-facts"><div><dt>Key</dt><dd>{keys}</dd></div><div><dt>Models</dt><dd>{models}</dd></div>
<div><dt>Last 30 days</dt><dd>{health}</dd></div><div><dt>Set up</dt><dd>{source}</dd></div></dl>"""


def show() -> None:
    """Show all providers and the form for one more."""
    st.title("Providers")
    put(fill('<p class="rt-lead">{lead}</p>', lead=LEAD))
    if done := st.session_state.pop(DONE, None):
        notices.say("good", done)
    if problem := st.session_state.pop(PROBLEM, None):
        notices.problem(problem)
    known = wait_for(session.client().providers.all(session.user()), "Asking who is there …")
    for note in known.notes:
        notices.say("caution", "Something that is set cannot be used.", note[:1].upper() + note[1:])
    if not known.providers:
        notices.empty("No provider is set up", "Every stage works by fixed rules. Add a provider to have models help.")
    for one in known.providers:
        _show_provider(one)
    _show_form()


def _show_provider(one: ProviderView) -> None:
    marks = [("rt-good", "asked first")] if one.default else []
    marks += [] if one.enabled else [("rt-caution", "switched off")]
    with st.container(key=f"card-provider-{one.name}"):
        put(
            fill(
                _CARD,
                name=one.name,
                marks=join([fill('<span class="rt-mark {tone}">{word}</span>', tone=a, word=b) for a, b in marks], " "),
                address=one.address,
                keys=", ".join(one.keys) or "none",
                models=", ".join(one.models) or "none by the routes",
                health=_health(one),
                source="by the environment" if one.from_environment else "on this page or by the command line",
            )
        )
        _show_actions(one)
        _show_tests(one.name)


def _health(one: ProviderView) -> str:
    if not one.requests:
        return "not asked"
    return f"{one.requests:,} requests, {one.error_rate:.0%} failed, {one.latency:.1f} s on average"


def _show_actions(one: ProviderView) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if one.enabled:
            st.button("Test it", key=f"provider.test.{one.name}", on_click=_test, args=(one.name,))
        if one.from_environment:
            text = "To change it, change the variables that set it up."
            put(fill('<p class="rt-small">{text}</p>', text=text))
            return
        if one.enabled and not one.default:
            st.button("Ask it first", key=f"provider.default.{one.name}", on_click=_prefer, args=(one.name,))
        label = "Switch off" if one.enabled else "Switch on"
        st.button(label, key=f"provider.{label}.{one.name}", on_click=_enable, args=(one.name, not one.enabled))
        if st.button("Delete …", key=f"provider.delete.{one.name}", type="tertiary"):
            text = "Its key is deleted with it. Runs under way go on with it to their end."
            ask_to_delete(one.name, text, lambda: session.client().providers.remove(session.user(), one.name))


def _test(name: str) -> None:
    tests = st.session_state.setdefault(TESTS, {})
    tests[name] = session.client().providers.test(session.user(), name)


def _prefer(name: str) -> None:
    session.client().providers.set_default(session.user(), name)
    st.session_state[DONE] = f"{name} is asked first from now on."


def _enable(name: str, enabled: bool) -> None:
    session.client().providers.enable(session.user(), name, enabled)
    st.session_state[DONE] = f"{name} is switched {'on' if enabled else 'off'}."


def _show_tests(name: str) -> None:
    pending: Pending[list[TestResult]] | None = st.session_state.get(TESTS, {}).get(name)
    if pending is None:
        return
    try:
        results = wait_for(pending, "Asking for one word …")
    except UserError as error:
        notices.problem(error)
        return
    for one in results:
        if one.works:
            notices.say("good", f"It answers: {one.model}, in {one.seconds:.1f} s.", f"With {one.key}.")
        else:
            detail = one.detail[:1].upper() + one.detail[1:].rstrip(".") + "."
            notices.say("problem", f"It does not answer: {detail}", f"Asked for {one.model} with {one.key}.")


def _show_form() -> None:
    st.header("Add or change a provider")
    turn = int(st.session_state.get(FORM, 0))
    with st.form(f"provider-{turn}", border=False), st.container(key="card-provider"):
        name = st.text_input(
            "Name",
            key=f"provider.name.{turn}",
            help="Small letters and digits. A name that is there already is changed.",
        )
        kind: Kind = st.selectbox("Kind", list(KINDS), format_func=KINDS.__getitem__, key=f"provider.kind.{turn}")
        address = st.text_input(
            "Address",
            key=f"provider.address.{turn}",
            placeholder="https://",
            help="Leave empty for the provider's own.",
        )
        key = st.text_input(
            "Key",
            key=f"provider.key.{turn}",
            type="password",
            autocomplete="off",
            help="Leave empty where none is needed, or to keep the one that is stored for this address.",
        )
        with st.expander("More"):
            api: Api = st.radio(
                "Interface of OpenAI's",
                list(APIS),
                format_func=APIS.__getitem__,
                horizontal=True,
                key=f"provider.api.{turn}",
            )
            default = st.checkbox("Ask it first", key=f"provider.first.{turn}")
        saved = st.form_submit_button("Save", type="primary")
    if saved:
        _save(NewProvider(name or "", kind, address or "", api, key or "", default), turn)


def _save(provider: NewProvider, turn: int) -> None:
    """Store it, and empty the form, so that the key is nowhere on the page."""
    try:
        session.client().providers.save(session.user(), provider)
    except UserError as error:
        notices.problem(error)
        return
    for field in ("name", "kind", "address", "key", "api", "first"):
        st.session_state.pop(f"provider.{field}.{turn}", None)
    st.session_state[FORM] = turn + 1
    st.session_state[DONE] = f"{provider.name} is stored. Test it, to see that it answers."
    st.rerun()
