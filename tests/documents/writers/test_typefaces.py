"""The bundled fonts: what they draw, and that only those needed travel."""

import re
from importlib import resources

import pytest

from documents.writers.typefaces import TypeUse, font_face_css, missing_glyphs

LATIN = ("Carlito", "Source Sans 3")


def _faces(css: str) -> set[tuple[str, str]]:
    return set(re.findall(r'font-family:"([^"]+)";font-weight:(\d+)', css))


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox — “quoted” ‘single’ 100 % €£$¥ ©®™",
        "Zażółć gęślą jaźń, Příliš žluťoučký kůň, Árvíztűrő tükörfúrógép, Şişli, İstanbul, Țară, Ģērbonis",
        "Nguyễn Thị Ánh Tuyết, Đặng Hữu Phước, Trần Quốc Khánh",
        "Съешь же ещё этих мягких булок; Ґанок, їжак, Ђорђе Љубић",
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
        "ليلى الحداد، ۱۲۳",
        "שירות לקוחות",
        "→ ✓ ★ ≥ ≤ ≈ • ‣ ▪ CO₂ m² 10⁶ ‰ № 12‑34",
        "e\u0301 \u00a0\u200b\u00ad\n\tﬁ",
    ],
)
def test_the_writings_of_europe_and_the_near_east_are_all_there(text: str) -> None:
    assert missing_glyphs(text) == set()


def test_what_no_bundled_font_draws_is_named() -> None:
    assert missing_glyphs("山 Anna 🚀 क") == {"山", "🚀", "क"}


def test_a_plain_english_text_takes_one_file() -> None:
    assert _faces(font_face_css(TypeUse("Plain text.", LATIN))) == {("Carlito", "400")}


def test_only_bold_text_brings_the_bold_face() -> None:
    css = font_face_css(TypeUse("Plain", LATIN), TypeUse("Bold", LATIN, bold=True))
    assert _faces(css) == {("Carlito", "400"), ("Carlito", "700")}


def test_a_character_that_the_first_family_lacks_brings_the_next() -> None:
    assert ("Source Sans 3", "400") in _faces(font_face_css(TypeUse("5 ₽", LATIN)))


def test_the_style_sheet_holds_the_fonts_and_asks_for_nothing() -> None:
    css = font_face_css(TypeUse("Żółw → 山", LATIN))
    assert set(re.findall(r"url\((.{20})", css)) == {"data:font/woff2;base"}


def test_every_font_has_its_licence_beside_it() -> None:
    folder = resources.files("documents.fonts")
    names = [path.name for path in folder.iterdir()]
    licences = [name.removeprefix("LICENSE-").removesuffix(".txt") for name in names if name.startswith("LICENSE-")]
    assert [name for name in names if name.endswith(".woff2") and not name.startswith(tuple(licences))] == []


def test_the_fonts_together_stay_small() -> None:
    folder = resources.files("documents.fonts")
    assert sum(len(path.read_bytes()) for path in folder.iterdir() if path.is_file()) <= 2_500_000
