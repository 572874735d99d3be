"""The web UI: Streamlit pages over the typed client of `ui.client`."""
