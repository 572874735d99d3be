"""Where the text goes: said before the first model call, and agreed to."""

import streamlit as st

from ui.client import Pending, Places, RunChoices
from ui.web import session
from ui.web.parts import notices
from ui.web.parts.waiting import wait_for

HELD_BACK = "Name, e-mail, phone, address and links are held back."


def find_places(choices: RunChoices) -> Places:
    """Where a run with these choices would send text; asked once for each way of working, and anew after a change."""
    key = f"places.{session.client().providers.changes()}.{choices.mode}.{choices.search}"
    if key not in st.session_state:
        st.session_state[key] = session.client().runs.places(choices)
    asked: Pending[Places] = st.session_state[key]
    try:
        return wait_for(asked, "Looking where the text would go …")
    except Exception:
        del st.session_state[key]
        raise


def show_places(places: Places) -> None:
    """Say where the text goes."""
    where = session.where()
    if not places.models:
        notices.say(
            "good", f"Everything stays on {where}.", "The work is done by fixed rules; nothing is sent anywhere else."
        )
        return
    named = " or ".join(str(place) for place in places.models)
    searched = (
        f" Job title and employer, and nothing else, are looked up with {', else '.join(places.search)}."
        if places.search
        else ""
    )
    if all(place.local for place in places.models):
        text = f"A language model that runs there, {named}, reads your resume and the ad. {HELD_BACK}"
        notices.say("info", f"Your text stays on {where}.", text + searched)
        return
    before = session.client().consent.given(session.user(), places)
    text = f"The text of your resume and of the ad goes to {named}. {HELD_BACK}"
    notices.say("info", "Where your text goes, as you agreed" if before else "Where your text goes", text + searched)
    if before:
        st.button("Take my agreement back", type="tertiary", key="places.withdraw", on_click=_withdraw)


def _withdraw() -> None:
    """Be asked again, here and now."""
    session.client().consent.withdraw(session.user())


def agreed(places: Places) -> bool:
    """Whether this user agreed to these places, now or before."""
    return session.client().consent.given(session.user(), places)


def agree(places: Places) -> None:
    """Remember that this user agrees."""
    session.client().consent.give(session.user(), places)
