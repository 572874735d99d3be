"""The job ad: pasted, from a link, or uploaded; then what it asks for."""

import streamlit as st

from errors import UserError
from ui.client import AdReading, Document
from ui.web import session
from ui.web.parts import given, notices
from ui.web.parts.markup import Safe, fill, join, put
from ui.web.parts.upload import ask_file

PASTE, LINK, UPLOAD, PHOTO = "Paste text", "Link", "Upload", "Photo"

PICTURES = frozenset({"jpg", "jpeg", "png"})
"""Endings by which one sees that the readers read pictures, and so what a camera takes."""

MOST_SHOWN = 6
"""Requirements that are named on the card; the result shows all."""


def show_ad_card() -> AdReading | None:
    """Show the card; the reading once there is one."""
    with st.container(key="card-ad"):
        st.subheader("2. The job ad")
        reading = given.reading_of_ad()
        if reading is None:
            if problem := given.problem_of("ad"):
                notices.problem(problem)
            _ask()
            return None
        _show(reading)
        st.button("Use another ad", type="tertiary", on_click=given.drop, args=("ad",))
        return reading


def _ask() -> None:
    way = st.segmented_control(
        "How to give the ad",
        [PASTE, LINK, UPLOAD, *([PHOTO] if PICTURES & set(session.client().documents.formats()) else [])],
        default=PASTE,
        required=True,
        key="ad.way",
        label_visibility="collapsed",
        on_change=given.forget_problem,
        args=("ad",),
    )
    if way == LINK:
        st.text_input("Address of the ad", key="ad.address", placeholder="https://")
        st.button("Get this ad", key="ad.fetch", on_click=take_address)
    elif way == UPLOAD:
        ask_file("The ad as a file", "ad.file", given.take_ad)
    elif way == PHOTO:
        st.camera_input("A photo of the ad", key="ad.photo", on_change=_take_photo)
    else:
        st.text_area("Text of the ad", key="ad.text", height=220, placeholder="Paste all of it here.")
        st.button("Use this text", key="ad.use", on_click=take_pasted)


def _take_photo() -> None:
    photo = st.session_state.get("ad.photo")
    if photo is not None:
        given.take_ad(Document("photo.jpg", photo.getvalue()), "your photo")


def take_pasted() -> None:
    """Read the text in the field, if there is any."""
    text = st.session_state.get("ad.text", "")
    if text.strip():
        given.take_ad(Document("pasted ad", text.encode()), "pasted text")
    else:
        st.session_state["problem.ad"] = UserError("ad", "there is no text yet", "paste it into the field")


def take_address() -> None:
    """Fetch the ad whose address is in the field, if there is any."""
    address = st.session_state.get("ad.address", "")
    if address.strip():
        given.take_ad_from(address)
    else:
        st.session_state["problem.ad"] = UserError("ad", "there is no address yet", "it begins with https://")


_CARD = """
<p class="rt-title">{title}</p>
<p class="rt-soft">{company}</p>
{asks}
<p class="rt-small">{source}</p>
"""


def _show(reading: AdReading) -> None:
    analysis, requirements = reading.reading.analysis, reading.reading.requirements
    texts = list(dict.fromkeys(one.text for one in sorted(requirements, key=lambda one: -one.weight)))
    items = join([fill("<li>{text}</li>", text=text) for text in texts[:MOST_SHOWN]])
    more = len(texts) - MOST_SHOWN
    tail = fill("<li class='rt-soft'>and {more} more</li>", more=more) if more > 0 else None
    asks: Safe | None = fill("<p>It asks for</p><ul class='rt-list'>{items}{tail}</ul>", items=items, tail=tail)
    put(
        fill(
            _CARD,
            title=analysis.title or "A job without a title",
            company=analysis.company or "The ad names no employer.",
            asks=asks if requirements else None,
            source=f"Read from {given.name_of('ad')}.",
        )
    )
    if not requirements:
        notices.say("caution", "The ad names no requirements that can be told apart.", "Is all of it there?")
    if reading.removed:
        text = f"It is not meant for people, and it is ignored: {', '.join(reading.removed)}."
        notices.say("caution", "The ad holds hidden text.", text)
