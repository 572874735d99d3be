"""Invented people whose documents the tests look at, and a strategy that invents more."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from resume.schema import Resume

JOINER = Resume.model_validate(
    {
        "basics": {
            "name": "Tom Ó Briain",
            "label": "Apprentice Joiner",
            "email": "tom@obriain.example",
            "phone": "+353 85 555 0101",
            "location": {"city": "Galway", "countryCode": "IE"},
            "url": "https://obriain.example/",
            "profiles": [{"network": "Mastodon", "username": "@tom@wood.example"}],
            "summary": "Second-year apprentice with a steady hand.\nKeeps a clean van.",
        },
        "work": [
            {
                "position": "Apprentice Joiner",
                "name": "Ó Máille & Daughters",
                "location": "Galway",
                "description": "Fits staircases in three counties",
                "url": "https://omaille.example",
                "startDate": "2023-09",
                "summary": "Works under two master joiners.",
                "highlights": [
                    "Hung 64 doors on the Salthill housing scheme with two call-backs.",
                    "Cut and fitted staircases from drawings, working to ±1 mm.",
                ],
            }
        ],
        "volunteer": [
            {"organization": "Repair Café Galway", "position": "Chair mender", "startDate": "2022", "endDate": "2023"}
        ],
        "education": [
            {
                "institution": "Galway Technical Institute",
                "studyType": "Craft Certificate",
                "area": "Carpentry and Joinery",
                "endDate": "2025",
                "score": "3.8",
                "courses": ["Stairs", "Roofing"],
                "highlights": ["Best roof model of the year."],
            }
        ],
        "projects": [
            {
                "name": "Currach",
                "description": "Built a two-man rowing boat.",
                "keywords": ["oak", "larch"],
                "roles": ["Builder"],
                "entity": "Claddagh Boats",
                "type": "hobby",
                "url": "currach.example/plans",
                "startDate": "2021-05",
                "endDate": "2021-08",
                "highlights": ["Launched on Lough Corrib."],
            }
        ],
        "skills": [
            {"name": "Hand tools", "level": "advanced", "keywords": ["chisels", "planes"]},
            {"name": "Safe Pass"},
            {"name": "Driving (B)"},
        ],
        "languages": [{"language": "Irish", "fluency": "native"}, {"language": "English", "fluency": "C2"}],
        "certificates": [
            {"name": "Manual Handling", "issuer": "Solas", "date": "2023-02", "url": "https://c.example/1"}
        ],
        "awards": [{"title": "Young Joiner", "awarder": "Guild", "date": "2024-06-12", "summary": "For a dovetail."}],
        "publications": [
            {"name": "On Dovetails", "publisher": "Wood Monthly", "releaseDate": "2024", "summary": "Two pages."}
        ],
        "interests": [{"name": "Rowing", "keywords": ["currach", "skiff"]}, {"name": "Fiddle"}],
        "references": [{"name": "Áine Ní Mháille", "reference": "Careful and on time."}],
        "customSections": [
            {
                "title": "Talks",
                "entries": [
                    {
                        "name": "Why wood moves",
                        "organization": "Galway Makers",
                        "location": "Galway",
                        "dateText": "Spring 2024",
                        "url": "https://t.example",
                        "summary": "To forty people.",
                        "highlights": ["Brought a plank."],
                    }
                ],
            },
            {"title": "Memberships", "entries": [{"name": "Guild of Joiners"}, {"name": "Mountain Rescue"}]},
        ],
        "meta": {"language": "en"},
    }
)
"""Every field of the schema has a value."""

HOSTILE = Resume.model_validate(
    {
        "basics": {
            "name": "Zoë </style><script>alert(1)</script>",
            "label": "{{7*7}} &amp; {% raw %}",
            "url": "javascript:alert(1)",
            "email": '"><img src=x>',
            "summary": "# not a heading\n- not a list\n<b>not bold</b> *not slanted* _nor this_ [nor](this) `nor this`",
        },
        "work": [{"position": "1. Clerk", "url": "data:text/html,hi", "highlights": ["</ul><h1>x</h1>", "---"]}],
        "meta": {"language": "en"},
    }
)

_TEXT = st.text(max_size=40)
_WORDS = st.text(st.sampled_from("abcÄßñ 0129.,:;-+#*_`[]()<>&|~!\\/@'\"=»–\u00a0\t\n"), max_size=60)
_ADDRESS = st.sampled_from(
    [
        "https://a.example/x",
        "a.example",
        "mailto:a@b.example",
        "javascript:1",
        "http://",
        "not one",
        "https://ä.example/ü b",
    ]
)
_PHRASE = st.none() | _TEXT | _WORDS


def _entry(**fields: SearchStrategy[object]) -> SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional=fields)


_EXTRAS: SearchStrategy[object] = st.none() | st.booleans() | st.floats() | _TEXT | st.lists(_ADDRESS, max_size=2)
_LINES = st.lists(_WORDS, max_size=3)
_DATE = st.sampled_from(["2019", "2019-03", "2019-03-12"])

resumes: SearchStrategy[Resume] = st.builds(
    Resume.model_validate,
    _entry(
        basics=_entry(name=_PHRASE, label=_PHRASE, email=_PHRASE, phone=_PHRASE, url=_ADDRESS | _TEXT, summary=_PHRASE),
        work=st.lists(
            _entry(
                position=_PHRASE,
                name=_PHRASE,
                url=_ADDRESS,
                startDate=_DATE,
                summary=_PHRASE,
                highlights=_LINES,
                odd=_EXTRAS,
            ),
            max_size=3,
        ),
        certificates=st.lists(_entry(name=_PHRASE, issuer=_PHRASE, date=_DATE, url=_ADDRESS), max_size=2),
        skills=st.lists(_entry(name=_PHRASE, level=_PHRASE, keywords=_LINES), max_size=2),
        references=st.lists(_entry(name=_PHRASE, reference=_PHRASE), max_size=2),
        customSections=st.lists(
            st.fixed_dictionaries(
                {"title": _WORDS, "entries": st.lists(_entry(name=_PHRASE, summary=_PHRASE), max_size=2)}
            ),
            max_size=2,
        ),
        meta=_entry(
            canonical=_EXTRAS, version=_EXTRAS, lastModified=_EXTRAS, language=st.sampled_from(["en", "de", "ar"])
        ),
        stranger=_EXTRAS,
        **{"$schema": _ADDRESS | _EXTRAS},
        url=_EXTRAS,
    ),
)
"""Resumes with odd texts, unknown keys and addresses that are none."""
