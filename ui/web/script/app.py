"""What Streamlit runs for every look at the UI; all of it is in `ui.web.frame`."""

from ui.web.frame import show

show()
