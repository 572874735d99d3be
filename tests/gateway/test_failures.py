"""What kind of failure each exception is."""

import json
from collections.abc import Mapping

import httpx
import httpx2
import openai
import pytest
from google.genai.errors import ClientError
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from gateway.failures import (
    LONGEST_RETRY_AFTER,
    CallFailed,
    Failure,
    FailureKind,
    InvalidOutput,
    classify,
    classify_status,
    failure_of,
    refused_parameter,
    retry_after,
)


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (429, "", "rate_limit"),
        (429, "insufficient_quota", "payment"),
        (429, "You exceeded your current quota, please check your plan and billing details.", "rate_limit"),
        (500, "", "transient"),
        (502, "", "transient"),
        (503, "", "transient"),
        (529, "overloaded_error", "transient"),
        (408, "", "timeout"),
        (504, "", "transient"),
        (401, "", "auth"),
        (403, "", "auth"),
        (403, "Your input was flagged: requires moderation", "content_filter"),
        (400, "API key not valid. Please pass a valid API key. API_KEY_INVALID", "auth"),
        (402, "", "payment"),
        (400, "Your credit balance is too low to access the API.", "payment"),
        (404, "", "not_found"),
        (404, "No endpoints found that support tool use", "unsupported_way"),
        (400, "some-model is not a valid model ID", "not_found"),
        (400, "", "bad_request"),
        (422, "", "bad_request"),
        (413, "", "context_length"),
        (400, "prompt is too long: 250000 tokens > 200000 maximum", "context_length"),
        (400, "The input token count (90000) exceeds the maximum number of tokens allowed (32768).", "context_length"),
        (400, "the request exceeds the available context size. try increasing it", "context_length"),
        (400, "The response was filtered due to the prompt triggering content management policy", "content_filter"),
        (400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported", "unsupported_way"),
        (422, '{"loc": ["body", "response_format"], "msg": "Extra inputs are not permitted"}', "unsupported_way"),
        (501, "json_schema is not implemented", "unsupported_way"),
        (500, "grammar: unexpected end of input", "unsupported_way"),
        (301, "", "not_found"),
        (308, "", "not_found"),
        (302, "", "transient"),
        (307, "", "transient"),
        (418, "", "bad_request"),
    ],
)
def test_a_status_and_its_words_make_the_kind(status: int, said: str, kind: FailureKind) -> None:
    assert classify_status(status, said).kind == kind


@pytest.mark.parametrize("status", [401, 402, 404, 408, 429, 500, 502, 503, 529])
def test_these_cool_a_road_down(status: int) -> None:
    assert classify_status(status).cools_down


@pytest.mark.parametrize("status", [400, 409 + 1, 413, 418, 422])
def test_other_refusals_cool_nothing(status: int) -> None:
    assert not classify_status(status).cools_down


@pytest.mark.parametrize(
    "kind", ["context_length", "content_filter", "invalid_output", "unsupported_way", "bad_request"]
)
def test_what_lies_in_the_request_or_the_answer_cools_nothing(kind: FailureKind) -> None:
    assert not failure_of(kind).cools_down


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_opens_for_all_its_models(status: int) -> None:
    assert classify_status(status).opens_key


def test_a_content_filter_does_not_open_the_key() -> None:
    assert not classify_status(403, "flagged by moderation").opens_key


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TimeoutError(), "timeout"),
        (httpx.ReadTimeout("slow"), "timeout"),
        (httpx2.ConnectTimeout("slow"), "timeout"),
        (httpx2.ConnectError("refused"), "transient"),
        (httpx.RemoteProtocolError("cut"), "transient"),
        (ConnectionResetError(), "transient"),
        (OSError("no route"), "transient"),
        (json.JSONDecodeError("bad", "doc", 0), "transient"),
        (InvalidOutput("it is empty.", ""), "invalid_output"),
        (CallFailed(failure_of("payment")), "payment"),
        (RuntimeError("who knows"), "transient"),
    ],
)
def test_an_exception_has_a_kind(error: Exception, kind: FailureKind) -> None:
    assert classify(error).kind == kind


def test_a_value_that_does_not_validate_is_invalid_output() -> None:
    class Sheet(BaseModel):
        title: str

    with pytest.raises(ValidationError) as caught:
        Sheet.model_validate({})
    assert classify(caught.value).kind == "invalid_output"


def openai_error(status: int, body: Mapping[str, object], headers: Mapping[str, str] | None = None) -> openai.APIError:
    request = httpx2.Request("POST", "http://127.0.0.1/v1", headers={"authorization": "Bearer invented-secret"})
    response = httpx2.Response(status, headers=dict(headers or {}), json=body, request=request)
    client = openai.OpenAI(api_key="invented-secret", base_url="http://127.0.0.1/v1")
    return client._make_status_error_from_response(response)


def test_openai_tells_how_long_to_wait() -> None:
    failure = classify(openai_error(429, {"error": {"message": "slow down"}}, {"retry-after": "3"}))
    assert failure == Failure("rate_limit", "too many requests (429)", 3.0, 429)


def test_a_line_quotes_nothing_of_what_a_provider_says() -> None:
    told = {"error": {"message": "Incorrect API key provided: invented-secret. You asked: Orsolya Quill"}}
    failure = classify(openai_error(401, told))
    assert failure.summary == "the key was refused (401)"


def test_google_is_read_from_the_cause_that_langchain_leaves() -> None:
    details = {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "details": [{"retryDelay": "34.5s"}]}}
    outer = RuntimeError("Error calling model")
    outer.__cause__ = ClientError(429, details, None)
    assert classify(outer) == Failure("rate_limit", "too many requests (429)", 34.5, 429)


def test_a_circle_of_causes_ends() -> None:
    one, other = RuntimeError("one"), RuntimeError("other")
    one.__cause__, other.__cause__ = other, one
    assert classify(one).kind == "transient"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "99999999"}, LONGEST_RETRY_AFTER),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"retry-after": "Wed, 21 Oct 2099 07:28:00 GMT"}, LONGEST_RETRY_AFTER),
    ],
)
def test_the_wait_is_read_and_bounded(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


@given(st.text(), st.text(max_size=300))
def test_any_header_and_any_words_give_a_bounded_wait_or_none(value: str, said: str) -> None:
    seconds = retry_after({"Retry-After": value}, said)
    assert seconds is None or 0 <= seconds <= LONGEST_RETRY_AFTER


@given(st.integers(300, 599), st.text(max_size=300))
def test_any_answer_has_a_kind_and_a_line_without_its_words(status: int, said: str) -> None:
    assert classify_status(status, said).summary.endswith(f"({status})")


def test_a_parameter_is_named_by_the_error() -> None:
    error = openai_error(400, {"error": {"message": "Nope.", "param": "temperature", "code": "unsupported_value"}})
    assert refused_parameter(error, ("max_tokens", "temperature")) == "temperature"


def test_a_parameter_is_named_in_the_words() -> None:
    said = "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead."
    error = openai_error(400, {"error": {"message": said}})
    assert refused_parameter(error, ("max_tokens", "temperature")) == "max_tokens"


def test_a_parameter_is_named_in_googles_spelling() -> None:
    error = ClientError(400, {"error": {"code": 400, "message": "Thinking level MINIMAL is not supported."}}, None)
    assert refused_parameter(error, ("thinking_level",)) == "thinking_level"


def test_a_parameter_that_was_not_sent_is_not_to_blame() -> None:
    error = openai_error(400, {"error": {"message": "temperature is not supported"}})
    assert refused_parameter(error, ("max_tokens",)) is None


def test_a_server_error_blames_no_parameter() -> None:
    error = openai_error(500, {"error": {"message": "temperature is not supported"}})
    assert refused_parameter(error, ("temperature",)) is None
