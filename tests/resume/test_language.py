import pytest

from resume.language import detect_language, is_english, language_name


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Registered nurse with eight years of experience in the intensive care unit"),
        ("de", "Krankenschwester mit acht Jahren Erfahrung in der Intensivpflege und der Leitung von Teams"),
        ("fr", "Infirmière avec huit ans dans la réanimation et le bloc, pour les patients et leurs familles"),
        ("es", "Enfermera con ocho años de experiencia en la UCI y en urgencias para adultos"),
        ("it", "Infermiera con otto anni di esperienza nella terapia intensiva e in sala operatoria"),
        ("nl", "Verpleegkundige met ervaring in het ziekenhuis en de zorg van patiënten"),
        ("pt", "Enfermeira com experiência em hospitais do Porto e na direção de equipas"),
        ("pl", "Pielęgniarka z doświadczeniem w szpitalu i na oddziale oraz przy stole operacyjnym"),
        ("sv", "Sjuksköterska med erfarenhet av intensivvård och ledning av team på avdelningen för vuxna"),
        ("ru", "Медсестра с опытом работы в больнице"),
        ("el", "Νοσηλεύτρια με εμπειρία"),
        ("ja", "看護師として八年間働きました"),
    ],
)
def test_the_language_of_a_sentence_is_told(code: str, text: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    "text", ["", "Python, SQL, Terraform", "a.b@example.org www.example.com/in/el-la", "2015 – 2018"]
)
def test_a_text_without_function_words_tells_no_language(text: str) -> None:
    assert detect_language(text) is None


@pytest.mark.parametrize("language", [None, "en", "en-GB", "EN_us"])
def test_english_in_all_its_tags_and_what_cannot_be_told_has_rules(language: str | None) -> None:
    assert is_english(language)


@pytest.mark.parametrize("language", ["de", "eng-x", "e", "fr-CA"])
def test_other_languages_have_none(language: str) -> None:
    assert not is_english(language)


@pytest.mark.parametrize(
    ("code", "name"),
    [("de", "German"), ("pt-BR", "Portuguese"), ("sw", "another language (sw)"), (None, "another language")],
)
def test_a_language_is_told_by_its_name(code: str | None, name: str) -> None:
    assert language_name(code) == name
