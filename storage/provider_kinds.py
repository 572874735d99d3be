"""How a provider is spoken to: the names that the table of providers and the gateway share. Light, unlike the table itself."""

from typing import Literal

ProviderKind = Literal["openai", "google", "anthropic"]
"""Whose interface it speaks; `openai` is any OpenAI-compatible address."""

Api = Literal["chat", "responses"]
"""Which of OpenAI's two interfaces."""
