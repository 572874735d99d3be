"""What reads resumes and job ads: one file a format, all behind two functions, `read_resume` and `read_job`."""

from dataclasses import dataclass

from documents.lines import Line
from documents.readers.characters import decode_text, has_mojibake, without_unbroken_runs
from documents.readers.kinds import KINDS_READ, Kind, recognise_kind, recognise_pasted
from documents.readers.losses import describe_losses
from errors import UserError
from resume.job import JobText
from resume.language import detect_language
from resume.schema import Resume

__all__ = ["Limits", "ReadResume", "read_job", "read_job_copy", "read_resume", "read_resume_text"]

_PASTED = "pasted text"
_DOCUMENTS = frozenset({"pdf", "docx", "picture"})
"""Kinds that are read as lines with a look, not as text."""


@dataclass(frozen=True)
class Limits:
    """How much is read; made from the settings by the caller."""

    max_bytes: int
    """Largest file."""
    max_pages: int
    """Most pages of a PDF."""
    max_chars: int
    """Longest text, in characters."""


@dataclass(frozen=True)
class ReadResume:
    """A resume as it was read."""

    resume: Resume
    text: str
    """The source's plain text, line per line."""
    format: str
    """`pdf`, `docx`, `markdown`, `text`, `html`, `json`, `yaml` or `picture`."""
    pages: int | None
    """Pages of a PDF; None where the format has none."""
    unsure: list[str]
    """What the rules had to guess, in words for the user."""
    warnings: list[str]


def read_resume(data: bytes, name: str, limits: Limits) -> ReadResume:
    """Read a resume of any kind.

    Args:
        data: the file's bytes.
        name: its name, for the kind and for messages.
        limits: how much is read.

    Raises:
        UserError: it cannot be used: empty, too large, binary, damaged, of no kind that is read, or no resume.
    """
    _check_bytes(data, name, limits)
    kind = recognise_kind(data, name)
    if kind in _DOCUMENTS:
        lines, pages, warnings = _read_document(data, kind, name, limits, "The resume")
        return _structured(lines, kind, name, limits, pages=pages, warnings=warnings)
    return _read_text_kind(decode_text(data, name), kind, name, limits)


def read_resume_text(text: str, limits: Limits) -> ReadResume:
    """Read a resume that was pasted: text, Markdown, HTML, or a JSON Resume or RenderCV document as text.

    Raises:
        UserError: it is empty, too long, or no resume.
    """
    _check_bytes(text.encode("utf-8", errors="ignore"), _PASTED, limits)
    return _read_text_kind(text, recognise_pasted(text), _PASTED, limits)


def read_job(data: bytes, name: str, limits: Limits) -> JobText:
    """Read a job ad: text, Markdown, HTML, PDF, DOCX or a picture, and take out what is not meant for people.

    Raises:
        UserError: it cannot be used, or holds no text of an ad.
    """
    from documents.readers.job import safe_job_lines, safe_job_text  # only ads need it

    name = "standard input" if name == "-" else name
    _check_bytes(data, name, limits)
    kind = recognise_kind(data, name)
    if kind in _DOCUMENTS:
        lines, _, warnings = _read_document(data, kind, name, limits, "The ad")
        _check_chars("\n".join(line.text for line in lines), name, limits, "JOB")
        return safe_job_lines(lines, kind, name).model_copy(update={"warnings": warnings})
    text = decode_text(data, name)
    _check_chars(text if kind != "html" else "", name, limits, "JOB")
    job = safe_job_text(text, kind, name)
    _check_chars(job.text, name, limits, "JOB")
    return job


def read_job_copy(text: str, name: str, limits: Limits) -> JobText:
    """An ad from what a model copied from a picture of it, and take out what is not meant for people.

    Raises:
        UserError: it is too long, or holds no text of an ad.
    """
    from documents.readers.job import safe_job_text  # only ads need it

    _check_chars(text, name, limits, "JOB")
    return safe_job_text(text, "text", name)


def _check_bytes(data: bytes, name: str, limits: Limits) -> None:
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UserError(name, "is empty", f"give a file with text: {KINDS_READ}")
    if len(data) > limits.max_bytes:
        raise UserError(
            name,
            f"has {len(data) / 1e6:.1f} MB; at most {limits.max_bytes / 1e6:g} MB are read",
            "give a smaller file, or raise RESUME_TAILOR_MAX_DOCUMENT_MB",
        )


def _check_chars(text: str, name: str, limits: Limits, document: str) -> None:
    if len(text) > limits.max_chars:
        raise UserError(
            name,
            f"has {len(text):,} characters; at most {limits.max_chars:,} are read",
            f"shorten it, or raise RESUME_TAILOR_MAX_{document}_CHARS",
        )


def _read_document(
    data: bytes, kind: Kind, name: str, limits: Limits, what: str
) -> tuple[list[Line], int | None, list[str]]:
    if kind == "docx":
        from documents.readers.docx import read_docx  # XML only where there is DOCX

        return read_docx(data, name), None, []
    if kind == "picture":
        from documents.readers.picture import read_picture  # recognisers only where there is a picture

        lines, warnings = read_picture(data, name, what)
        return lines, None, warnings
    from documents.readers.pdf import read_pdf  # PDFium only where there is a PDF

    read = read_pdf(data, name, max_pages=limits.max_pages)
    return list(read.lines), read.pages, []


def _read_text_kind(source: str, kind: Kind, name: str, limits: Limits) -> ReadResume:
    _check_chars(source if kind != "html" else "", name, limits, "RESUME")
    if kind in {"json", "yaml"}:
        return _read_data(source, kind, name)
    warnings = ["some characters look garbled by a wrong encoding"] if has_mojibake(source) else []
    return _structured(_read_lines(source, kind), kind, name, limits, pages=None, warnings=warnings)


def _read_lines(source: str, kind: Kind) -> list[Line]:
    if kind == "html":
        from documents.readers.html import read_html  # lxml only where there is HTML

        return read_html(source)
    if kind == "markdown":
        from documents.readers.markdown import read_markdown  # the parser only where there is Markdown

        return read_markdown(source)
    from documents.readers.text import read_text  # beside its siblings

    return read_text(source)


def _read_data(source: str, kind: Kind, name: str) -> ReadResume:
    from documents.readers.json_resume import read_json_resume  # beside its sibling
    from documents.readers.markdown import to_plain
    from documents.readers.rendercv import is_rendercv, read_rendercv  # YAML only where there is some
    from documents.readers.yaml_document import content_of, flat_text, parse_json, parse_yaml

    node = parse_json(source, name) if kind == "json" else parse_yaml(source, name)
    resume = read_rendercv(node, name) if is_rendercv(node) else read_json_resume(node, name)
    text = to_plain(flat_text(content_of(node)))
    resume.meta.language = resume.meta.language or detect_language(text)
    warnings = ["some characters look garbled by a wrong encoding"] if has_mojibake(text) else []
    loss = describe_losses(text, resume, figures=False)
    return ReadResume(resume, text, kind, None, [], warnings + ([loss] if loss else []))


def _without_data(lines: list[Line]) -> list[Line]:
    """Lines without those that hold embedded data instead of words."""
    return [line for line in lines if without_unbroken_runs(line.text) == line.text]


def _structured(
    lines: list[Line], kind: Kind, name: str, limits: Limits, *, pages: int | None, warnings: list[str]
) -> ReadResume:
    from documents.readers.structure import looks_like_resume, structure_resume  # not for JSON

    _check_chars("\n".join(line.text for line in lines), name, limits, "RESUME")
    kept = _without_data(lines)
    warnings = warnings + (["a long run of characters without a space was left out"] if len(kept) < len(lines) else [])
    lines = kept
    text = "\n".join(line.text for line in lines)
    structured = structure_resume(lines)
    if not looks_like_resume(structured.resume):
        raise UserError(
            name,
            "holds nothing that reads like a resume (no role, degree, skill or section)",
            "check that it is the right file",
        )
    loss = describe_losses(text, structured.resume, labels=structured.labels)
    return ReadResume(
        structured.resume, text, kind, pages, list(structured.unsure), warnings + ([loss] if loss else [])
    )
