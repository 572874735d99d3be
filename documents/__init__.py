"""Files in and out: one reader a format, one writer a format, and the browser that prints."""
