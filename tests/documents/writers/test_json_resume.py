"""The JSON that is written is JSON Resume, for strict checkers too, and loses nothing."""

import json
import re
from importlib import resources

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from documents.writers.addresses import web_uri
from documents.writers.json_resume import write_json
from resume.schema import Resume
from tests.documents.writers.people import HOSTILE, JOINER, resumes

_CHARACTER = r"(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_RFC_3986 = re.compile(
    rf"""[a-z][a-z0-9+.-]*:
    (?://{_CHARACTER}+(?:/{_CHARACTER}*)* | /?(?:{_CHARACTER}+(?:/{_CHARACTER}*)*)? )
    (?:\?(?:{_CHARACTER}|[/?])*)? (?:\#(?:{_CHARACTER}|[/?])*)?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
"""The grammar of URIs in that standard's appendix A, without addresses in figures (`[::1]`)."""


def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or _RFC_3986.fullmatch(value) is not None


def _is_email(value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"[^\s@\"<>]+@[^\s@.]+(\.[^\s@.]+)+", value, re.ASCII) is not None


_STRICT = jsonschema.FormatChecker(formats=())
_STRICT.checks("uri")(_is_uri)
_STRICT.checks("email")(_is_email)


def _validate(text: str, version: str) -> None:
    schema = json.loads(
        resources.files("documents.schemas").joinpath(f"json-resume-{version}.schema.json").read_text("utf-8")
    )
    schema.pop("$id", None)
    jsonschema.validators.validator_for(schema)(schema, format_checker=_STRICT).validate(json.loads(text))


@pytest.mark.parametrize("version", ["1.0.0", "1.3.1"])
@given(resume=resumes)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_resume_becomes_valid_json_resume(version: str, resume: Resume) -> None:
    _validate(write_json(resume), version)


def test_a_whole_resume_comes_back_as_it_was() -> None:
    back = Resume.model_validate(json.loads(write_json(JOINER)))
    assert back.custom_sections == JOINER.custom_sections
    assert back.work == JOINER.work


def test_what_is_no_address_is_kept_beside_its_field() -> None:
    document = json.loads(write_json(HOSTILE))
    assert document["basics"]["emailText"] == '"><img src=x>'
    assert "email" not in document["basics"]


def test_an_address_without_a_scheme_gets_the_one_browsers_add() -> None:
    assert web_uri("a.example/x") == "https://a.example/x"
    resume = Resume.model_validate({"projects": [{"url": "a.example/x"}]})
    assert json.loads(write_json(resume))["projects"][0]["url"] == "https://a.example/x"


def test_unknown_parts_of_the_root_move_into_meta() -> None:
    document = json.loads(write_json(Resume.model_validate({"hobbyhorse": {"colour": "red"}, "meta": {"theme": "x"}})))
    assert document["meta"] == {"theme": "x", "hobbyhorse": {"colour": "red"}}


def test_a_part_that_meta_has_already_is_not_overwritten() -> None:
    document = json.loads(write_json(Resume.model_validate({"theme": "root", "meta": {"theme": "meta"}})))
    assert sorted(document["meta"].values()) == ["meta", "root"]
