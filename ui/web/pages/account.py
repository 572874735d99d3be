"""Account: who is signed in, what they agreed to, and the way out."""

import streamlit as st

from ui.web import session, sign_in
from ui.web.parts import notices
from ui.web.parts.markup import fill, put

WITHDRAWN = "account.withdrawn"


def show() -> None:
    """Show who is signed in."""
    user = session.user()
    st.title("Your account")
    with st.container(key="card-account"):
        st.subheader(user.name)
        put(fill('<p class="rt-soft">Signed in as {id}</p>', id=user.id))
        if user.admin:
            put(fill('<p class="rt-small">{text}</p>', text="You are an administrator of this service."))
        st.button("Sign out", key="account.out", on_click=sign_in.sign_out)
    with st.container(key="card-consent"):
        st.subheader("Where your text may go")
        text = "Before a model reads your text, you are asked. What you agreed to is remembered until you take it back."
        put(fill('<p class="rt-soft">{text}</p>', text=text))
        st.button("Ask me again next time", key="account.withdraw", on_click=_withdraw)
        places = st.session_state.pop(WITHDRAWN, None)
        if places is not None:
            told = "You had agreed to nothing." if places == 0 else "From now on you are asked anew."
            notices.say("good", "Taken back.", told)


def _withdraw() -> None:
    st.session_state[WITHDRAWN] = session.client().consent.withdraw(session.user())
    for key in [key for key in st.session_state if str(key).startswith("places.")]:
        del st.session_state[key]
