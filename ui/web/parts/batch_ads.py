"""The ads of a batch: gathered by pasting, by links, by files, until there are enough."""

import hashlib

import streamlit as st

from errors import UserError
from ui.client import Document
from ui.client.batch import MOST_ADS, BatchAd
from ui.web import session
from ui.web.parts import notices
from ui.web.parts.markup import fill, put

ADS, PROBLEM, TURN = "batch.ads", "batch.problem", "batch.turn"

FILES, LINKS, PASTE = "Upload files", "Links", "Paste text"

LONGEST_NAME = 70
"""Characters by which a pasted ad is known: its first line."""


def ads_given() -> dict[str, BatchAd]:
    """The ads that were given so far, by a mark of each, in the order given."""
    kept: dict[str, BatchAd] = st.session_state.setdefault(ADS, {})
    return kept


def forget_ads() -> None:
    """Begin anew."""
    st.session_state.pop(ADS, None)


def show_ads_card() -> list[BatchAd]:
    """Show the card; the ads so far."""
    with st.container(key="card-ads"):
        st.subheader("2. The job ads")
        if problem := st.session_state.pop(PROBLEM, None):
            notices.problem(problem)
        _ask()
        ads = ads_given()
        if ads:
            _show(ads)
        if len(ads) > MOST_ADS:
            notices.say("caution", f"There are {len(ads)} ads.", f"One batch takes {MOST_ADS}; take some out.")
    return list(ads.values())


def _ask() -> None:
    way = st.segmented_control(
        "How to give the ads", [FILES, LINKS, PASTE], default=FILES, required=True, key="batch.way",
        label_visibility="collapsed",
    )  # fmt: skip
    turn = int(st.session_state.get(TURN, 0))
    if way == LINKS:
        st.text_area("Addresses, one a line", key=f"batch.links.{turn}", height=160, placeholder="https://")
        st.button("Add these links", key="batch.add-links", on_click=_take_links, args=(turn,))
    elif way == PASTE:
        st.text_area("Text of one ad", key=f"batch.text.{turn}", height=160, placeholder="Paste all of it here.")
        st.button("Add this ad", key="batch.add-text", on_click=_take_text, args=(turn,))
    else:
        desk = session.client().documents
        st.file_uploader(
            "The ads as files",
            type=list(desk.formats()),
            accept_multiple_files=True,
            key=f"batch.files.{turn}",
            on_change=_take_files,
            args=(turn,),
        )
        text = f"Several at once. {desk.formats_in_words()}; up to {desk.max_megabytes()} MB each."
        put(fill('<p class="rt-small">{text}</p>', text=text))


def _add(ad: BatchAd) -> None:
    held = ad.document.data if ad.document else (ad.address or "").encode()
    ads_given()[hashlib.sha256(held).hexdigest()[:12]] = ad


def _take_files(turn: int) -> None:
    for file in st.session_state.get(f"batch.files.{turn}") or []:
        _add(BatchAd(file.name, Document(file.name, file.getvalue())))
    st.session_state[TURN] = turn + 1  # an empty field for the next ones; these stand in the list


def _take_links(turn: int) -> None:
    lines = [line.strip() for line in st.session_state.get(f"batch.links.{turn}", "").splitlines() if line.strip()]
    wrong = [line for line in lines if not line.casefold().startswith(("https://", "http://"))]
    if not lines:
        st.session_state[PROBLEM] = UserError("links", "there is none yet", "write one address a line")
    elif wrong:
        st.session_state[PROBLEM] = UserError(wrong[0][:80], "this is no web address", "it begins with https://")
    else:
        for line in lines:
            _add(BatchAd(line, address=line))
        st.session_state[TURN] = turn + 1


def _take_text(turn: int) -> None:
    text = st.session_state.get(f"batch.text.{turn}", "").strip()
    if not text:
        st.session_state[PROBLEM] = UserError("ad", "there is no text yet", "paste it into the field")
        return
    first = text.splitlines()[0].strip("#*_ \t")
    _add(BatchAd(first[:LONGEST_NAME] or "pasted text", Document("pasted ad", text.encode())))
    st.session_state[TURN] = turn + 1


def _take_out(mark: str) -> None:
    ads_given().pop(mark, None)


def _show(ads: dict[str, BatchAd]) -> None:
    put(fill('<p class="rt-small" role="status">{ads}</p>', ads="1 ad" if len(ads) == 1 else f"{len(ads)} ads"))
    with st.container(key="batch-list"):
        for mark, ad in ads.items():
            with st.container(horizontal=True, vertical_alignment="center", key=f"batch-ad-{mark}"):
                put(fill('<p class="rt-ad">{name}</p>', name=ad.name))
                st.button(
                    "Take out",
                    key=f"batch.out.{mark}",
                    type="tertiary",
                    on_click=_take_out,
                    args=(mark,),
                    help=f"Leave out {ad.name}",
                )
