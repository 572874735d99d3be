"""What of a page a person does not see."""

import pytest

from documents.readers.html import read_html

SHOWN = "<p>We bake bread by hand in Ghent.</p>"


def shows(markup: str) -> bool:
    return any("Wizard" in line.text for line in read_html(f"<html><body>{SHOWN}{markup}</body></html>"))


@pytest.mark.parametrize(
    "style",
    [
        "display: none",
        "visibility:hidden",
        "opacity:0.01",
        "font-size:1px",
        "font-size: .1em",
        "font:0/0 a",
        "color:#fefefe",
        "color: rgb(254, 254, 254)",
        "color:rgba(0,0,0,0)",
        "background:#000;color:#010101",
        "position:absolute;left:-9999px",
        "transform: translateX(-9999px)",
        "width:1px;height:1px;overflow:hidden",
        "clip-path: inset(100%)",
    ],
)
def test_a_style_that_nobody_can_read_hides(style: str) -> None:
    assert not shows(f"<p style='{style}'>Wizard</p>")


@pytest.mark.parametrize(
    "style",
    [
        "font-size:1rem",
        "font-size:1em",
        "font-size: 0.875rem",
        "font-size:.9em",
        "font-size:100%",
        "font-size:12px",
        "color:#fff;background:#036",
        "color:white;background:url(night.png)",
        "opacity:0.8",
        "margin-left:-15px",
        "overflow:hidden;width:100px",
        "line-height:1",
    ],
)
def test_an_ordinary_style_shows(style: str) -> None:
    assert shows(f"<p style='{style}'>Wizard</p>")


@pytest.mark.parametrize(
    ("selector", "markup"),
    [
        (".x", "<p class='a x'>Wizard</p>"),
        ("p#n.x", "<p id='n' class='x'>Wizard</p>"),
        ("div.z > p", "<div class='z'><p>Wizard</p></div>"),
        (".z p", "<div class='z'><span><p>Wizard</p></span></div>"),
    ],
)
def test_a_rule_hides_what_its_selector_names(selector: str, markup: str) -> None:
    assert not shows(f"<style>{selector} {{ display: none }}</style>{markup}")


@pytest.mark.parametrize(
    ("rule", "markup"),
    [
        ("div.z > p { display: none }", "<div class='z'><section><p>Wizard</p></section></div>"),
        (".menu p { display: none }", "<p>Wizard</p>"),
        ("p:hover { display: none }", "<p>Wizard</p>"),
        ("@media print { p { display: none } }", "<p>Wizard</p>"),
        (".dark { background: #123 } p { color: #fff }", "<div class='dark'><p>Wizard</p></div>"),
    ],
)
def test_a_rule_that_does_not_apply_hides_nothing(rule: str, markup: str) -> None:
    assert shows(f"<style>{rule}</style>{markup}")


@pytest.mark.parametrize("name", ["sr-only", "visually-hidden", "d-none"])
def test_classes_of_the_common_style_sheets_hide(name: str) -> None:
    assert not shows(f"<p class='{name}'>Wizard</p>")


@pytest.mark.parametrize("names", ["hidden md:block", "d-none d-md-block"])
def test_what_is_hidden_on_small_screens_only_shows(names: str) -> None:
    assert shows(f"<p class='{names}'>Wizard</p>")


def test_white_letters_of_a_font_element_hide() -> None:
    assert not shows("<font color='#ffffff'>Wizard</font>")
