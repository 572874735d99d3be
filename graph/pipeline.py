"""The whole funnel on one page: every stage, every edge, every bound.

    intake ─┬─ job_analyzer ──────┐
            ├─ profile_extractor ─┼─ profile_compiler ─ researcher ─ human_review ═ section_writer ═ polisher ─ validator
            └─ web_search ────────┘                                (may wait)    (per packet)     ▲ stricter ┘│
                                                                             drafter ─ star_editor        exporter

Bounds: each stage runs once, but for the polisher and the validator, which run at most `nodes.validator.MAX_ROUNDS` times.
"""

from functools import partial

from langgraph.graph import END, START, StateGraph

from graph.routing import after_validation, to_packets
from graph.section_writer import build_section_writer
from nodes.cover_letter import cover_letter
from nodes.exporter import exporter
from nodes.human_review import human_review
from nodes.intake import intake
from nodes.job_analyzer import job_analyzer
from nodes.live import LiveParts
from nodes.polisher import polisher
from nodes.profile_compiler import profile_compiler
from nodes.profile_extractor import profile_extractor
from nodes.researcher import researcher
from nodes.stage import staged
from nodes.state import (
    CoverLetterInput,
    ExporterInput,
    HumanReviewInput,
    JobAnalyzerInput,
    PolisherInput,
    ProfileCompilerInput,
    ProfileExtractorInput,
    ResearcherInput,
    RunSettings,
    TailoringInput,
    TailoringOutput,
    TailoringState,
    ValidatorInput,
    WebSearchInput,
)
from nodes.validator import validator
from nodes.web_search import web_search

Pipeline = StateGraph[TailoringState, RunSettings, TailoringInput, TailoringOutput]

STAGES = (
    "intake",
    "job_analyzer",
    "profile_extractor",
    "web_search",
    "profile_compiler",
    "researcher",
    "human_review",
    "drafter",
    "star_editor",
    "cover_letter",
    "polisher",
    "validator",
    "exporter",
)
"""The stages in the order of the work."""

RECURSION_LIMIT = 30
"""Most super-steps of one run: the eleven of the straight way, the second round of polish, and room to spare."""


def build_graph(live: LiveParts, *, pause_after: str | None = None) -> Pipeline:
    """The pipeline, not compiled: Studio compiles it without a checkpointer, everybody else with one.

    Args:
        live: what the stages need that lives longer than a run.
        pause_after: pause every packet's road after this stage of it.
    """
    graph = StateGraph(
        TailoringState, context_schema=RunSettings, input_schema=TailoringInput, output_schema=TailoringOutput
    )

    graph.add_node("intake", staged("intake", partial(intake, live=live)), input_schema=TailoringInput)
    graph.add_node(
        "job_analyzer", staged("job_analyzer", partial(job_analyzer, live=live)), input_schema=JobAnalyzerInput
    )
    graph.add_node(
        "profile_extractor",
        staged("profile_extractor", partial(profile_extractor, live=live)),
        input_schema=ProfileExtractorInput,
    )
    graph.add_node("web_search", staged("web_search", partial(web_search, live=live)), input_schema=WebSearchInput)
    graph.add_node(
        "profile_compiler",
        staged("profile_compiler", partial(profile_compiler, live=live)),
        input_schema=ProfileCompilerInput,
    )
    graph.add_node("researcher", staged("researcher", partial(researcher, live=live)), input_schema=ResearcherInput)
    graph.add_node(
        "human_review", staged("human_review", partial(human_review, live=live)), input_schema=HumanReviewInput
    )
    graph.add_node(
        "section_writer", build_section_writer(live).compile(interrupt_after=[pause_after] if pause_after else None)
    )
    graph.add_node(
        "cover_letter", staged("cover_letter", partial(cover_letter, live=live)), input_schema=CoverLetterInput
    )
    graph.add_node("polisher", staged("polisher", partial(polisher, live=live)), input_schema=PolisherInput)
    graph.add_node("validator", staged("validator", partial(validator, live=live)), input_schema=ValidatorInput)
    graph.add_node("exporter", staged("exporter", partial(exporter, live=live)), input_schema=ExporterInput)

    graph.add_edge(START, "intake")
    for beside in ("job_analyzer", "profile_extractor", "web_search"):
        graph.add_edge("intake", beside)
        graph.add_edge(beside, "profile_compiler")  # all three take one super-step, so the compiler starts once
    graph.add_edge("profile_compiler", "researcher")
    graph.add_edge("researcher", "human_review")
    graph.add_conditional_edges("human_review", to_packets, ["section_writer", "cover_letter", "polisher"])
    graph.add_edge("section_writer", "polisher")
    graph.add_edge("cover_letter", "polisher")  # in the packets' super-step, so the polisher starts once
    graph.add_edge("polisher", "validator")
    graph.add_conditional_edges("validator", after_validation, ["polisher", "exporter"])
    graph.add_edge("exporter", END)
    return graph
