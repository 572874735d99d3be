"""The programs that recognise text on this machine."""

import csv
import functools
import importlib.util
import io
import shutil
import subprocess
import threading
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from itertools import groupby
from typing import TYPE_CHECKING, Protocol, cast

from documents.ocr.bands import Band, cut_bands
from documents.ocr.seen import Seen, SeenLine, SeenWord
from documents.pictures import Picture
from errors import UserError

if TYPE_CHECKING:
    from rapidocr import RapidOCR

TO_INSTALL = "install pip's 'resume-tailor[ocr]' or the program tesseract"

TESSERACT_SECONDS = 60.0
"""How long Tesseract may look at one band of a picture."""

LEAST_CONFIDENCE = 0.5
"""Of a line, below which RapidOCR drops it: what it takes for text in drawings."""


_RapidWord = tuple[str, float, Sequence[tuple[float, float]]]
"""Text, confidence, corners."""


class Engine(Protocol):
    """A program that recognises text."""

    @property
    def name(self) -> str:
        """What it is called, and its version."""
        ...

    def read(self, picture: Picture, name: str) -> Seen:
        """The text in a picture.

        Raises:
            UserError: the program fails.
        """
        ...


def find_engine() -> Engine | None:
    """The recogniser of this machine; None where there is none."""
    if importlib.util.find_spec("rapidocr") and importlib.util.find_spec("onnxruntime"):
        return _rapid()
    program = shutil.which("tesseract")
    return Tesseract(program) if program else None


def told_engine() -> str:
    """Which recogniser there is, in words for the doctor."""
    engine = find_engine()
    return engine.name if engine else f"none: pictures of resumes and ads cannot be read here; {TO_INSTALL}"


@functools.cache
def _rapid() -> "Rapid":
    return Rapid()


class Rapid:
    """RapidOCR: small neural networks on the CPU, which come with the package. Loaded at first use, one picture at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: RapidOCR | None = None

    @property
    def name(self) -> str:
        """What it is called, and its version."""
        return f"RapidOCR {version('rapidocr')}"

    def read(self, picture: Picture, name: str) -> Seen:
        """The text in a picture."""
        with self._lock:
            lines = [line for band in cut_bands(picture.pixels) for line in self._read_band(band)]
        return Seen(lines, picture.pixels.width, picture.pixels.height)

    def _read_band(self, band: Band) -> Iterable[SeenLine]:
        import numpy
        from rapidocr.utils.output import RapidOCROutput

        found = self._engine()(numpy.asarray(band.pixels)[:, :, ::-1], return_word_box=True)
        if not isinstance(found, RapidOCROutput) or found.boxes is None:
            return
        results = cast("Sequence[Sequence[_RapidWord]]", found.word_results)
        for corners, words in zip(found.boxes, results, strict=True):
            top_left, top_right, right, left = corners
            seen = [
                SeenWord(text.strip(), float(min(x for x, _ in box)), float(max(x for x, _ in box)), float(sure))
                for text, sure, box in words
                if text.strip()
            ]
            if seen:
                yield SeenLine(
                    sorted(seen, key=lambda word: word.x0),
                    (float(left[0]), float(left[1]) + band.top),
                    (float(right[0]), float(right[1]) + band.top),
                    float((left[1] - top_left[1] + right[1] - top_right[1]) / 2),
                )

    def _engine(self) -> "RapidOCR":
        if self._loaded is None:
            from rapidocr import RapidOCR

            self._loaded = RapidOCR(
                params={
                    "Global.log_level": "critical",
                    "Global.text_score": LEAST_CONFIDENCE,
                    "Global.max_side_len": 4000,
                }
            )
        return self._loaded


class Tesseract:
    """The program tesseract, with whatever languages are installed for it."""

    def __init__(self, program: str) -> None:
        self._program = program

    @property
    def name(self) -> str:
        """What it is called, and its version and languages."""
        told = self._run(["--version"], b"").decode(errors="replace").split("\n")[0]
        return f"{told} ({', '.join(self._languages())})"

    def read(self, picture: Picture, name: str) -> Seen:
        """The text in a picture.

        Raises:
            UserError: the program fails or takes too long.
        """
        lines = [line for band in cut_bands(picture.pixels) for line in self._read_band(band, name)]
        return Seen(lines, picture.pixels.width, picture.pixels.height)

    def _read_band(self, band: Band, name: str) -> Iterable[SeenLine]:
        packed = io.BytesIO()
        band.pixels.save(packed, "PNG")
        try:
            told = self._run(["-", "-", "-l", "+".join(self._languages()), "tsv"], packed.getvalue())
        except (subprocess.SubprocessError, OSError) as error:
            raise UserError(name, f"tesseract could not read it ({type(error).__name__})", "give the text") from None
        rows = csv.DictReader(io.StringIO(told.decode(errors="replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
        words = [row for row in rows if row["level"] == "5" and row["text"].strip()]
        for _, line in groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])):
            yield _tesseract_line(list(line), band.top)

    @functools.cache  # noqa: B019  (as many as there are programs of this name)
    def _languages(self) -> list[str]:
        told = self._run(["--list-langs"], b"").decode(errors="replace").split("\n")[1:]
        return sorted(one.strip() for one in told if one.strip() and one.strip() != "osd") or ["eng"]

    def _run(self, arguments: Sequence[str], given: bytes) -> bytes:
        done = subprocess.run(
            [self._program, *arguments],
            check=True,
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TESSERACT_SECONDS,
        )
        return done.stdout


def _tesseract_line(rows: Sequence[dict[str, str]], top: int) -> SeenLine:
    lefts, tops, widths, heights = ([int(row[name]) for row in rows] for name in ("left", "top", "width", "height"))
    base = max(y + height for y, height in zip(tops, heights, strict=True)) + top
    words = [
        SeenWord(row["text"].strip(), x, x + width, max(0.0, float(row["conf"]) / 100))
        for row, x, width in zip(rows, lefts, widths, strict=True)
    ]
    return SeenLine(words, (words[0].x0, base), (words[-1].x1, base), base - top - min(tops))
