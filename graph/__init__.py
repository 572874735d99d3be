"""How the stages are wired: the map, the routes, the runner.

from graph import tailor_resume
report = await tailor_resume(resume="cv.pdf", job="ad.txt")
"""

import os

# LangGraph reads this once, at import: a checkpoint then holds only types that the state itself names.
os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")

from graph.alone import check_facts, extract_job
from graph.letter import draft_cover_letter
from graph.runner import tailor_resume
from graph.stages import run_stages

__all__ = ["check_facts", "draft_cover_letter", "extract_job", "run_stages", "tailor_resume"]
