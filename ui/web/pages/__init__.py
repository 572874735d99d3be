"""The pages: one module each with a function `show`; listed in `ui.web.frame`."""
