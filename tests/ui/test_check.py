from io import StringIO

from rich.console import Console

from resume.grounding import check_draft
from resume.schema import Resume
from tests.resume.grounding.person import TODAY, vet
from ui.check import exit_code, print_check


def lying_draft() -> Resume:
    draft = vet()
    draft.work[1] = draft.work[1].model_copy(update={"highlights": ["Saw 45 patients a day in a mixed practice."]})
    return draft


def printed(draft: Resume) -> str:
    out = StringIO()
    print_check(check_draft(vet(), draft, TODAY), Console(file=out, width=200))
    return out.getvalue()


def test_only_a_draft_with_an_unsupported_claim_ends_with_one() -> None:
    assert exit_code(check_draft(vet(), vet(), TODAY)) == 0
    assert exit_code(check_draft(vet(), lying_draft(), TODAY)) == 1


def test_a_draft_that_is_supported_says_so_in_its_last_line() -> None:
    assert printed(vet()).rstrip().endswith("claims are supported by the source.")


def test_a_lie_is_printed_with_its_reason_and_the_nearest_source_line() -> None:
    text = printed(lying_draft())
    assert "NO  Saw 45 patients a day in a mixed practice." in text
    assert "“45” is claimed" in text
    assert "Nearest in the source: Saw 25 patients a day in a mixed practice." in text
