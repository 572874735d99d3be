"""Many runs in one process check facts in several threads."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from resume.grounding.language.vocabulary import Stemmer

WORDS = [
    f"{start}{end}"
    for start in ("organ", "generat", "nurs", "weld", "relat")
    for end in ("ing", "ation", "ional", "ed")
]


@pytest.fixture
def eager_switches() -> Iterator[None]:
    """Threads that take turns within a word."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("eager_switches")
def test_threads_stem_without_spoiling_each_others_words() -> None:
    stemmer = Stemmer("english")
    alone = [stemmer.stem(word) for word in WORDS]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda _: [stemmer.stem(word) for word in WORDS], range(300)))
    assert all(stems == alone for stems in together)
