"""What a call costs at list prices, from the snapshot that genai-prices brings along; nothing is fetched."""

from decimal import Decimal
from functools import lru_cache

from gateway.calls import Usage


def price(priced_as: str | None, model: str, usage: Usage) -> Decimal | None:
    """US dollars for these tokens at list prices.

    Args:
        priced_as: the provider's id in genai-prices (`openai`, `openrouter`, `google`, `anthropic`); None where nobody lists
            prices, such as a server of one's own.
        model: as the provider names it.
        usage: as the provider billed it.

    Returns:
        None where the price is not known: unknown is unpriced, never 0.
    """
    if priced_as is None:
        return None
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    name = model.removeprefix("models/")
    if not _is_listed(priced_as, name):
        return None
    tokens = Tokens(input_tokens=usage.input, output_tokens=usage.output)
    return calc_price(tokens, name, provider_id=priced_as).total_price


@lru_cache(maxsize=1024)  # genai-prices remembers the models that it finds, and looks for the others anew each time
def _is_listed(priced_as: str, name: str) -> bool:
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    try:
        calc_price(Tokens(input_tokens=0, output_tokens=0), name, provider_id=priced_as)
    except LookupError:
        return False
    return True
