"""What a call costs at list prices, from the snapshot that genai-prices brings along; nothing is fetched."""

from decimal import Decimal

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

    tokens = Tokens(input_tokens=usage.input, output_tokens=usage.output)
    try:
        return calc_price(tokens, model.removeprefix("models/"), provider_id=priced_as).total_price
    except LookupError:
        return None
