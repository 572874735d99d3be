"""An ad that is a picture, through the gateway to a model server that sees, lies, stalls or takes no pictures."""

import base64
import io
import json
from pathlib import Path

import pytest
from PIL import Image

from evals.loopback import LoopbackServer
from evals.loopback.apis import Content
from evals.loopback.faults import Fault
from nodes.intake import intake
from nodes.state import TailoringInput, Update
from tests.documents.drawn import AD, draw, packed
from tests.loopback_runs import google_at, openai_at, tailoring
from tests.people import NURSE_RESUME
from tests.scripted_models import live_with, runtime

PICTURE = packed(draw([AD]))
COPY = "\n".join(line.replace("•", "-") for line in AD)
LIE = "Night baker\nRye & Sons, Ghent\n- Bake 400 loaves a night\n- Ten years with sourdough and rye\n- Cheerful"


async def take_in(server: LoopbackServer, folder: Path, environment: dict[str, str], **limits: float) -> Update:
    async with tailoring(folder, environment, **limits) as opened:
        live = live_with(None, folder)
        live = type(live)(**{**vars(live), "models": opened.gateway})
        state: TailoringInput = {
            "resume_document": live.documents.put("cv.md", NURSE_RESUME.encode()),
            "job_document": live.documents.put("ad.png", PICTURE),
            "run_id": "r1",
        }
        return await intake(state, runtime(), live=live)


@pytest.mark.parametrize("provider", [openai_at, google_at])
async def test_the_picture_and_nothing_of_the_resume_is_sent(provider: object, tmp_path: Path) -> None:
    async with LoopbackServer(searching=lambda _: Content(COPY)) as server:
        assert callable(provider)
        update = await take_in(server, tmp_path, provider(server))
    assert update["stages"]["intake"].by == "model"
    assert update["job_text"].title == "Harbour Pilot Coordinator"
    [request] = server.requests
    sent = json.dumps(request.body)
    assert "Ottilie" not in sent
    picture = next(part for part in sent.replace("base64,", '"').split('"') if part.startswith("iVBOR"))
    assert (
        Image.open(io.BytesIO(base64.b64decode(picture.translate(str.maketrans("-_", "+/"))))).size == draw([AD]).size
    )


async def test_a_model_that_makes_up_an_ad_is_not_believed(tmp_path: Path) -> None:
    async with LoopbackServer(searching=lambda _: Content(LIE)) as server:
        update = await take_in(server, tmp_path, openai_at(server))
    assert update["stages"]["intake"].unused
    assert update["job_text"].title == "Harbour Pilot Coordinator"


@pytest.mark.parametrize("fault", ["hung", "no_model", "refusal", "page"])
async def test_a_model_that_stalls_or_refuses_leaves_the_picture_to_the_recogniser(
    fault: Fault, tmp_path: Path
) -> None:
    async with LoopbackServer(faults=lambda _: fault) as server:
        update = await take_in(server, tmp_path, openai_at(server), request_seconds=0.5, run_seconds=5.0)
    record = update["stages"]["intake"]
    assert record.by == "rules" or record.unused
    assert record.reason
    assert update["job_text"].title == "Harbour Pilot Coordinator"
