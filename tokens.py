"""How many tokens a text takes, estimated before anybody is asked; what it really took is told by its provider."""

CHARS_PER_TOKEN = 4
"""Of text in Latin letters."""


def estimate_tokens(text: str) -> int:
    """About how many tokens a text takes."""
    return -(-len(text) // CHARS_PER_TOKEN)
