"""The frame of every page: title, style, header with navigation, and what to say when something fails.

A page is a module of `ui.web.pages` with a function `show`, imported when it is first looked at, and a row in `PAGES`.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from errors import UserError
from ui.web import session, sign_in
from ui.web.first_look import BRAND, icon_address
from ui.web.parts import notices
from ui.web.theme import style_sheet


@dataclass(frozen=True)
class PageRow:
    """One page."""

    module: str
    """Its file in `ui.web.pages`; also its path in the address, but for the first page."""
    title: str
    width: Literal["narrow", "wide"] = "narrow"
    visible: bool = True
    """Whether the navigation shows it; the others are reached from a run."""
    admin: bool = False
    """Whether only administrators see it."""
    signed_in: bool = False
    """Whether it is there only where people sign in."""


PAGES = (
    PageRow("tailor", "Tailor"),
    PageRow("review", "Review", width="wide", visible=False),
    PageRow("result", "Result", width="wide", visible=False),
    PageRow("batch", "Many jobs", width="wide"),
    PageRow("resumes", "My resumes"),
    PageRow("history", "History"),
    PageRow("usage", "Usage", width="wide"),
    PageRow("providers", "Providers", admin=True),
    PageRow("insights", "Insights", width="wide", admin=True),
    PageRow("account", "Account", signed_in=True),
)
"""All pages in the order of the navigation; the first is the landing page."""


def pages() -> dict[str, StreamlitPage]:
    """The pages that this user may see, by module; before somebody signed in, each address asks for that."""
    if session.must_sign_in():
        return {row.module: _page(row, default=row is PAGES[0], module="sign_in") for row in PAGES}
    user, signs_in = session.user(), sign_in.is_on()
    mine = [row for row in PAGES if (user.admin or not row.admin) and (signs_in or not row.signed_in)]
    return {row.module: _page(row, default=row is PAGES[0]) for row in mine}


def _page(row: PageRow, *, default: bool, module: str | None = None) -> StreamlitPage:
    return st.Page(
        _shower(row, module or row.module),
        title=row.title,
        url_path=None if default else row.module,
        default=default,
        visibility="visible" if row.visible else "hidden",
    )


def _shower(row: PageRow, module: str) -> Callable[[], None]:
    def show() -> None:
        with st.container(key=f"page-{row.width}"):
            importlib.import_module(f"ui.web.pages.{module}").show()

    show.__name__ = row.module
    return show


def go_to(module: str, **query: str) -> None:
    """Leave for another page."""
    st.switch_page(st.session_state["_pages"][module], query_params=query)


def link_to(module: str, label: str, **query: str) -> None:
    """A link to another page."""
    st.page_link(st.session_state["_pages"][module], label=label, query_params=query)


def has(module: str) -> bool:
    """Whether there is such a page for this user."""
    return module in st.session_state["_pages"]


def show() -> None:
    """Show the page that the address names."""
    st.html(f"<style>{style_sheet()}</style>")
    mine = pages()
    st.session_state["_pages"] = mine
    st.logo(_logo(), size="large")
    chosen = st.navigation(list(mine.values()), position="hidden" if session.must_sign_in() else "top")
    st.set_page_config(page_title=_in_the_tab(chosen), page_icon=icon_address(), layout="wide")
    try:
        chosen.run()
    except UserError as error:
        notices.problem(error)
    except TimeoutError:
        notices.slow()
    session.client().warm_up()


def _in_the_tab(page: StreamlitPage) -> str:
    """What the browser's tab is called: a screen reader says it first, and it tells several tabs apart."""
    return BRAND if page.url_path == "" else f"{page.title} – {BRAND}"


def tell_defect(error: Exception) -> bool:
    """Tell of an error in place of a traceback; one of ours is logged. Those of buttons' callbacks come here too."""
    if isinstance(error, UserError):
        notices.problem(error)
        return True
    if isinstance(error, TimeoutError):
        notices.slow()
        return True
    from ui.log import write_log

    notices.defect(str(write_log(error)))
    return True


def _logo() -> str:
    from importlib import resources

    return resources.files("ui.web.theme").joinpath("logo.svg").read_text("utf-8")
