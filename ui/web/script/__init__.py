"""What Streamlit runs, in a folder of its own: Streamlit takes a folder `pages` beside its script for pages of another kind."""
