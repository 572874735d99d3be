"""Models that search the web: switched on in every interface, and every passage with the address it rests on."""

from collections.abc import AsyncIterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage
from pydantic import SecretStr

from evals.loopback import LoopbackServer
from evals.loopback.apis import Citation, Content
from gateway.calls import GroundedText, Message, PlainText, Source
from gateway.clients import ModelClients
from gateway.dialects import Question, arguments
from gateway.grounding import search_fee, searches_by_itself, sources_of
from gateway.providers import Key, Provider

KEY = Key("A_KEY", SecretStr("sk-invented-0123456789"))
MESSAGES = (Message("user", "What does Tern & Tide build?"),)
FIRST = Citation("Tern & Tide builds tide gauges.", "https://tern.example/about", "About us")
SECOND = Citation("The harbour pilots of Ellin use them.", "https://news.example/ellin", "News")
SAID = Content(f"{FIRST.passage} \nNobody knows who said this. \n{SECOND.passage} ", citations=(FIRST, SECOND))
EXPECTED = [
    Source(text=FIRST.passage, url=FIRST.url, title=FIRST.title),
    Source(text=SECOND.passage, url=SECOND.url, title=SECOND.title),
]


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer(searching=lambda asked: SAID) as running:
        yield running


@pytest.fixture
async def clients() -> AsyncIterator[ModelClients]:
    made = ModelClients()
    yield made
    await made.close()


def providers(server: LoopbackServer) -> dict[str, Provider]:
    return {
        "openrouter": Provider("openrouter", "openai", server.openai_address, (KEY,)),
        "chat": Provider("openai", "openai", server.openai_address, (KEY,)),
        "responses": Provider("openai", "openai", server.openai_address, (KEY,), api="responses"),
        "google": Provider("google", "google", server.address, (KEY,)),
        "anthropic": Provider("anthropic", "anthropic", server.address, (KEY,)),
    }


APIS = ["openrouter", "chat", "responses", "google", "anthropic"]


def question(*, searches: bool = True) -> Question:
    return Question(MESSAGES, GroundedText, "text", 300, searches=searches)


async def ask(api: str, server: LoopbackServer, clients: ModelClients, *, searches: bool = True) -> GroundedText:
    provider = providers(server)[api]
    reply = await clients.ask(provider, KEY, "some-model", question(searches=searches), timeout=10)
    return reply.read(GroundedText)


@pytest.mark.parametrize("api", APIS)
async def test_every_passage_keeps_its_address_and_what_has_none_is_no_source(
    api: str, server: LoopbackServer, clients: ModelClients
) -> None:
    assert (await ask(api, server, clients)).sources == EXPECTED


@pytest.mark.parametrize("api", APIS)
async def test_the_search_is_switched_on_in_every_interface(
    api: str, server: LoopbackServer, clients: ModelClients
) -> None:
    await ask(api, server, clients)
    assert server.requests[-1].asked.searches


@pytest.mark.parametrize("api", APIS)
async def test_nothing_is_searched_for_where_nobody_asked_for_it(
    api: str, server: LoopbackServer, clients: ModelClients
) -> None:
    await ask(api, server, clients, searches=False)
    assert not server.requests[-1].asked.searches


async def test_a_server_that_knows_no_search_is_asked_without_and_names_no_source(clients: ModelClients) -> None:
    async with LoopbackServer(refused_parameters={"web_search_options"}) as server:
        answer = await ask("chat", server, clients)
    assert (answer.sources, server.requests[-1].asked.searches) == ([], False)


async def test_a_key_that_a_hostile_server_quotes_in_a_source_is_masked(clients: ModelClients) -> None:
    quoted = Citation("It is known.", f"https://a.example/{KEY.secret.get_secret_value()}")
    async with LoopbackServer(searching=lambda asked: Content("It is known. ", citations=(quoted,))) as server:
        answer = await ask("chat", server, clients)
    assert answer.sources[0].url == "https://a.example/•••"


async def test_a_call_for_plain_text_gets_no_sources(server: LoopbackServer, clients: ModelClients) -> None:
    reply = await clients.ask(
        providers(server)["chat"], KEY, "some-model", Question(MESSAGES, PlainText, "text", 300), timeout=10
    )
    assert type(reply.read(PlainText)) is PlainText


def settings_of(provider: Provider, model: str) -> dict[str, object]:
    return dict(arguments(provider, model, question(), (), responses=False))


def test_a_model_that_searches_by_itself_gets_no_plugin() -> None:
    openrouter = Provider("openrouter", "openai", "https://openrouter.ai/api/v1", (KEY,))
    assert "plugins" not in str(settings_of(openrouter, "perplexity/sonar"))
    assert "plugins" in str(settings_of(openrouter, "openai/gpt-4.1-mini"))


def test_openais_ordinary_models_search_by_a_tool_and_its_search_models_by_an_option() -> None:
    official = Provider("openai", "openai", "https://api.openai.com/v1", (KEY,))
    assert settings_of(official, "gpt-4.1-mini")["tools"] == [{"type": "web_search"}]
    assert settings_of(official, "gpt-5-search-api")["extra_body"] == {"web_search_options": {}}


@pytest.mark.parametrize("model", ["perplexity/sonar", "openai/gpt-4o:online", "gpt-5-search-api", "sonar-pro"])
def test_models_that_search_by_themselves_are_known(model: str) -> None:
    assert searches_by_itself(model)


@pytest.mark.parametrize("model", ["gpt-4.1-mini", "gemini-2.5-flash-lite", "openai/gpt-4o"])
def test_models_that_must_be_told_to_search_are_known(model: str) -> None:
    assert not searches_by_itself(model)


# Where the text tells its sources


def said(text: str, *annotations: object) -> list[tuple[str, str]]:
    message = AIMessage(content=text, additional_kwargs={"annotations": list(annotations)})
    return [(one.text, one.url) for one in sources_of(message)]


def cited(url: str = "https://a.example/", **more: object) -> dict[str, object]:
    return {"type": "url_citation", "url_citation": {"url": url, **more}}


def test_a_link_in_brackets_is_taken_for_its_address_and_not_for_its_words() -> None:
    text = "- **Tern & Tide** builds gauges ([tern.example](https://a.example/))."
    start = text.index("([")
    assert said(text, cited(start_index=start, end_index=len(text) - 1)) == [
        ("Tern & Tide builds gauges", "https://a.example/")
    ]


def test_numbers_in_the_text_stand_for_the_list_of_sources() -> None:
    text = "It began small. Tern & Tide builds gauges.[2] Pilots use them.[1]"
    assert said(text, cited("https://one.example/"), cited("https://two.example/")) == [
        ("Pilots use them.", "https://one.example/"),
        ("Tern & Tide builds gauges.", "https://two.example/"),
    ]


def test_a_source_that_stands_nowhere_in_the_text_tells_its_own_excerpt() -> None:
    assert said("Gauges.", cited(content="Tern & Tide is forty years old.")) == [
        ("Tern & Tide is forty years old.", "https://a.example/")
    ]


@pytest.mark.parametrize(
    "annotation",
    [
        cited(),
        cited(start_index=-4, end_index=9),
        cited(start_index=5, end_index=999_999),
        cited(start_index="0", end_index=None),
        cited("javascript:alert(1)", start_index=7, end_index=8),
        cited("", start_index=7, end_index=8),
        {"type": "url_citation", "url_citation": "https://a.example/"},
        "https://a.example/",
        None,
    ],
)
def test_what_is_no_citation_is_no_source(annotation: object) -> None:
    assert said("Gauges. They are sold.", annotation) == []


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["url", "start_index", "end_index", "url_citation", "web", "uri", "segment", "text", "title"]
            ),
            inner,
        )
    ),
    max_leaves=8,
)


@given(st.text(max_size=60), st.lists(_JSON, max_size=4), st.lists(_JSON, max_size=3), st.lists(_JSON, max_size=3))
def test_whatever_a_server_says_every_source_has_a_passage_and_an_address(
    text: str, annotations: list[object], chunks: list[object], supports: list[object]
) -> None:
    message = AIMessage(
        content=text,
        additional_kwargs={"annotations": annotations},
        response_metadata={"grounding_metadata": {"grounding_chunks": chunks, "grounding_supports": supports}},
    )
    assert all(one.text and one.url.startswith("http") for one in sources_of(message))


# What it costs


@pytest.mark.parametrize(
    ("provider", "model", "queries", "dollars"),
    [
        ("google", "gemini-2.5-flash-lite", 3, "0.035"),
        ("google", "gemini-3.1-flash-lite", 2, "0.028"),
        ("openrouter", "perplexity/sonar", None, "0.005"),
        ("openrouter", "openai/gpt-4.1-mini", None, "0.012"),
    ],
)
def test_a_search_has_its_own_price(provider: str, model: str, queries: int | None, dollars: str) -> None:
    assert search_fee(provider, model, queries) == Decimal(dollars)


@pytest.mark.parametrize(("provider", "queries"), [(None, 1), ("elsewhere", 1), ("anthropic", None)])
def test_what_nobody_lists_or_counts_has_no_price(provider: str | None, queries: int | None) -> None:
    assert search_fee(provider, "some-model", queries) is None
