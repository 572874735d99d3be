from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resume.grounding import check_draft
from resume.schema import Resume
from tests.resume.grounding.person import TODAY, vet

line = st.text(max_size=60)
date = st.sampled_from([None, "2015", "2019-03", "2024-12"])
work = st.fixed_dictionaries(
    {
        "name": line,
        "position": line,
        "startDate": date,
        "endDate": date,
        "summary": line,
        "highlights": st.lists(line, max_size=3),
    }
)
skill = st.fixed_dictionaries({"name": line, "keywords": st.lists(line, max_size=3)})
resumes = st.fixed_dictionaries(
    {
        "basics": st.fixed_dictionaries({"label": line, "summary": line}),
        "work": st.lists(work, max_size=3),
        "skills": st.lists(skill, max_size=3),
        "education": st.lists(st.fixed_dictionaries({"institution": line, "studyType": line}), max_size=2),
        "awards": st.lists(st.fixed_dictionaries({"title": line}), max_size=2),
        "interests": st.lists(st.fixed_dictionaries({"name": line}), max_size=2),
        "meta": st.fixed_dictionaries({"language": st.sampled_from([None, "en", "de", "xx"])}),
    }
)


@given(resumes)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_resume_checked_against_itself_has_no_unsupported_claim_whatever_it_says(data: dict[str, object]) -> None:
    resume = Resume.model_validate(data)
    assert [claim.text for claim in check_draft(resume, resume, TODAY).claims if not claim.supported] == []


def test_technologies_older_than_their_release_stand_where_the_source_has_them() -> None:
    resume = Resume.model_validate(
        {
            "work": [
                {
                    "name": "Quillon",
                    "position": "Developer",
                    "endDate": "2016",
                    "highlights": ["Wrote agents in LangChain."],
                }
            ]
        }
    )
    assert check_draft(resume, resume, TODAY).unsupported == 0


def test_every_bullet_and_title_of_the_draft_is_a_claim_word_for_word() -> None:
    texts = {claim.text for claim in check_draft(vet(), vet(), TODAY).claims}
    assert {line for role in vet().work for line in role.highlights} <= texts
    assert "Veterinary Surgeon" in texts


def test_an_invented_employer_is_found_and_so_are_its_lines() -> None:
    draft = vet()
    draft.work[0] = draft.work[0].model_copy(update={"name": "Oxbow Clinic", "position": "Director", "location": None,
                                                     "start_date": "2011", "highlights": ["Bought a scanner."]})  # fmt: skip
    found = [claim.text for claim in check_draft(vet(), draft, TODAY).claims if not claim.supported]
    assert found == ["Director, Oxbow Clinic, 2011 – Present", "Bought a scanner."]


def test_roles_in_another_order_are_checked_against_their_own_role() -> None:
    draft = vet().model_copy(update={"work": vet().work[::-1]})
    assert check_draft(vet(), draft, TODAY).unsupported == 0


def test_work_moved_to_another_role_is_found() -> None:
    draft = vet()
    moved = draft.work[1].highlights[1]
    draft.work[0] = draft.work[0].model_copy(update={"highlights": [*draft.work[0].highlights, moved]})
    found = [claim for claim in check_draft(vet(), draft, TODAY).claims if not claim.supported]
    assert [claim.text for claim in found] == [moved]
    assert {reason.kind for reason in found[0].reasons} >= {"moved"}
