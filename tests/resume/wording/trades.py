"""Bullets of many trades, put together from lists of verbs, objects, places and figures, so that thousands can be checked."""

from hypothesis import strategies as st

VERBS = [
    "manage",
    "supervise",
    "prepare",
    "maintain",
    "organise",
    "coordinate",
    "plan",
    "train",
    "write",
    "build",
    "design",
    "teach",
    "order",
    "clean",
    "cook",
    "drive",
    "install",
    "repair",
    "inspect",
    "review",
    "develop",
    "create",
    "deliver",
    "launch",
    "lead",
    "run",
    "oversee",
    "monitor",
    "record",
    "test",
    "process",
    "pack",
    "sell",
    "book",
    "answer",
    "greet",
    "serve",
    "advise",
    "support",
    "assist",
    "negotiate",
    "draft",
    "translate",
    "analyse",
    "audit",
    "reconcile",
    "schedule",
    "recruit",
    "mentor",
    "coach",
    "weld",
    "assemble",
    "harvest",
    "reduce",
    "improve",
    "increase",
    "cut",
    "set",
]

OBJECTS = (
    "the night shift",
    "a team of 12 nurses",
    "stock and supplies",
    "invoices for 9 branches",
    "staff",
    "new apprentices",
    "customers and suppliers",
    "budgets of up to £200,000",
    "weekly rotas",
    "an old boiler",
    "lesson plans",
    "safety checks on 40 vehicles",
    "marketing campaigns",
    "tickets (about 30 a day)",
    "“Baker of the Year” entries",
    "pumps, valves and meters",
    "wedding cakes",
    "court papers",
    "the summer fair",
    "reports in Excel",
    "iOS apps",
    "training and support",
    "waiting times by 30 %",
    "various large accounts",
    "a total of 14 gardens",
)

PLACES = (
    "",
    " at three sites",
    " across the county",
    " in the kitchen",
    " for the board",
    " on two wards",
    " in 2021",
    " every week",
)

FRAMES = (
    "Responsible for {gerund} {object}{place}",
    "Was responsible for {gerund} {object}{place}.",
    "Responsible for {gerund} {object} and {gerund2} {object2}{place}",
    "Responsible for {gerund}, {gerund2} and {gerund3} {object}",
    "Duties included {gerund} {object}, {gerund2} {object2} and {gerund3} {object3}",
    "Tasked with {gerund} {object}, ensuring quality",
    "Responsible for the {gerund} of {object}{place}",
    "Responsible for the management and {gerund} of {object}{place}",
    "Responsible for the day-to-day management of {object}",
    "In charge of {gerund} {object}; {past2} {object2}",
    "I {past} {object} and I {past2} {object2}{place}",
    "I {base} {object}{place}",
    "{Base} {object} and {base2} {object2}{place}",
    "{Base}, {base2} and {base3} {object}{place}",
    "{Base} {object}",
    "{Gerund} {object} and {gerund2} {object2}",
    "{Past} {object}{place}",
    "{Past} {object} on a daily basis in order to {base2} {object2}",
    "Successfully {past} {object} as well as {object2}",
    "Was able to {base} {object}{place}",
    "{Past} {object}, which reduced waste by 12 %",
    "{Past} {object}, cutting costs from £9,000 to £7,500",
    "Helped to {base} {object}{place}",
    "Was involved in {gerund} {object}",
    "{Past} {object} and {past2} {object2} for the whole of the region between the river and the hills; {past3} {object3} with "
    "four colleagues from the north, who came over for two weeks in spring to see how it is done in the town{place}",
)


@st.composite
def bullets(draw: st.DrawFn) -> str:
    """One bullet of some trade."""
    from resume.wording import read_verbs  # here: strategies are built when tests are collected

    verbs = {verb.base: verb for verb in read_verbs()}
    chosen = [verbs[draw(st.sampled_from(VERBS))] for _ in range(3)]
    words: dict[str, str] = {"place": draw(st.sampled_from(PLACES))}
    for number, verb in zip(("", "2", "3"), chosen, strict=True):
        words |= {f"base{number}": verb.base, f"past{number}": verb.past, f"gerund{number}": verb.gerund}
        words[f"object{number}"] = draw(st.sampled_from(OBJECTS))
    words |= {name.capitalize(): words[name].capitalize() for name in ("base", "past", "gerund")}
    return draw(st.sampled_from(FRAMES)).format(**words)
