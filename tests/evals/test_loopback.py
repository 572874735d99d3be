"""The loopback server itself: what it answers and that it can be steered."""

import json
import urllib.request

import httpx
import jsonschema
import pytest
from pydantic import BaseModel

from evals.loopback import LoopbackServer, RandomFaults, read_requests, read_statistics, running_server
from evals.loopback.answers import schema_in, value_for
from evals.loopback.faults import PASSING


class Leaf(BaseModel):
    word: str
    weight: float
    tags: list[str]


class Tree(BaseModel):
    name: str | None
    leaves: list[Leaf]
    branches: list["Tree"] = []
    tall: bool
    rings: int


@pytest.mark.parametrize("seed", range(20))
def test_a_value_fits_its_schema(seed: int) -> None:
    schema = Tree.model_json_schema()
    jsonschema.validate(value_for(schema, str(seed)), schema)


def test_the_same_seed_makes_the_same_value() -> None:
    schema = Tree.model_json_schema()
    assert value_for(schema, "7") == value_for(schema, "7")


@pytest.mark.parametrize("indent", [None, 2])
def test_a_schema_told_in_words_is_found_whole(indent: int | None) -> None:
    schema = Tree.model_json_schema()
    told = f"Answer {{briefly}}.\nThe schema:\n{json.dumps(schema, indent=indent)}"
    assert schema_in(told) == schema


def test_words_without_a_schema_tell_none() -> None:
    assert schema_in('Answer like {"name": "x"}.') is None


def test_faults_come_in_their_share_and_again_for_the_same_seed() -> None:
    faults = [RandomFaults(0.3, seed=5)(number) for number in range(2_000)]
    assert 500 < sum(fault is not None for fault in faults) < 700
    assert faults == [RandomFaults(0.3, seed=5)(number) for number in range(2_000)]
    assert {fault for fault in faults if fault} == set(PASSING)


def post(address: str, body: object) -> dict[str, object]:
    request = urllib.request.Request(address + "/v1/chat/completions", json.dumps(body).encode())
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as response:
        answer: dict[str, object] = json.load(response)
    return answer


def test_a_process_of_its_own_answers_and_counts() -> None:
    with running_server(latency=0.01, seed=3, answers="tests.evals.test_loopback:echo") as address:
        answer = post(address, {"model": "m", "messages": [{"role": "user", "content": "Quill"}]})
        assert answer["choices"][0]["message"]["content"] == '{"echo": "Quill"}'  # type: ignore[index]
        assert read_statistics(address).requests == 1


def echo(asked: object) -> dict[str, str]:
    return {"echo": getattr(asked, "prompt", "")}


async def test_faults_are_queued_before_random_ones() -> None:
    async with LoopbackServer(faults=lambda number: "empty") as server:
        server.fail_next("rate_limit", None)
        paths = "/v1/chat/completions"
        body = json.dumps({"model": "m", "messages": []}).encode()
        answers = [server.answer(paths, {}, body).status for _ in range(3)]
        assert answers == [429, 200, 200]
        assert [sent.fault for sent in server.requests] == ["rate_limit", None, "empty"]


def test_a_server_in_its_own_process_tells_what_it_was_asked() -> None:
    with running_server(dead_keys=["sk-dead"]) as address:
        for key in ("sk-dead", "sk-good"):
            body = {"model": "m", "messages": [{"role": "user", "content": f"Asked with {key}"}]}
            headers = {"authorization": f"Bearer {key}"}
            httpx.post(f"{address}/v1/chat/completions", json=body, headers=headers, trust_env=False)
        assert [(one.key, one.prompt) for one in read_requests(address)] == [
            ("sk-dead", "Asked with sk-dead"),
            ("sk-good", "Asked with sk-good"),
        ]
        assert read_statistics(address).requests == 2
