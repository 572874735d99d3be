"""Makes `currencies.tsv` from the Unicode CLDR that comes with Babel: `python resume/grounding/data/build_currencies.py`.

    code <tab> countries where it is legal tender <tab> signs, case counts <tab> English names, words joined by hyphens

Signs are those of English and of the languages of the currency's own countries, in Latin letters or as currency signs; a bare
dollar or pound sign is left to `currency_families.tsv`, which says whose it is. Currencies that are tender nowhere today are
left out.
"""

import re
import sys
import unicodedata
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.numbers import get_territory_currencies

ENGLISH = Locale("en")
SHARED = frozenset(("$", "£", "¥", "kr", "kr.", "Rs", "Rs.", "L", "K", "Br", "C$"))
"""Signs that several currencies have."""

LATIN = re.compile(r"[A-Za-zÀ-ž/.$]+")


def countries_by_currency() -> dict[str, list[str]]:
    """The currencies that are legal tender somewhere today, and where."""
    found: dict[str, list[str]] = {}
    for country in sorted(ENGLISH.territories):
        if re.fullmatch("[A-Z]{2}", country):
            for code in get_territory_currencies(country, tender=True):
                found.setdefault(code, []).append(country)
    return found


def locales_of(country: str) -> list[Locale]:
    """The languages of a country that CLDR knows."""
    found = []
    for language in get_global("territory_languages").get(country, {}):
        for name in (language, f"{language}_{country}"):
            try:
                found.append(Locale.parse(name))
            except (UnknownLocaleError, ValueError):
                continue
    return found


def signs_of(code: str, countries: list[str]) -> list[str]:
    """How a currency is written before or behind figures, at home and in English."""
    told = {locale.currency_symbols.get(code, code) for country in countries for locale in locales_of(country)}
    told.add(ENGLISH.currency_symbols.get(code, code))
    plain = {unicodedata.normalize("NFKC", sign).replace(" ", "") for sign in told} - {code} - SHARED
    return sorted(
        sign
        for sign in plain
        if LATIN.fullmatch(sign) or (sign and all(unicodedata.category(one) in ("Sc", "Lu") for one in sign))
    )


def names_of(code: str) -> list[str]:
    """English names, one and several: `mexican-peso`, `mexican-pesos`."""
    names = [ENGLISH.currencies[code], *(ENGLISH._data["currency_names_plural"].get(code, {}).values())]
    plain = {re.sub(r"\s*\(.*?\)", "", name).replace("’", "'").lower().replace(" ", "-") for name in names}
    return sorted(plain)


def main() -> None:
    """Write the table beside this file."""
    lines = ["# code\tcountries\tsigns\tnames"]
    for code, countries in sorted(countries_by_currency().items()):
        signs = " ".join(signs_of(code, countries))
        lines.append("\t".join((code, " ".join(countries), signs or "-", " ".join(names_of(code)))))
    Path(__file__).with_name("currencies.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write(f"{len(lines) - 1} currencies\n")


if __name__ == "__main__":
    main()
