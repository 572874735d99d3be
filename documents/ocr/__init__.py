"""Text in pictures, recognised on this machine: nothing leaves it, so that resumes may be read so too.

Which program does it is found by itself: RapidOCR (the extra `ocr`, with its models in the package), else Tesseract on PATH.
"""

from documents.ocr.engines import Engine, find_engine, told_engine
from documents.ocr.seen import Seen, SeenLine, SeenWord

__all__ = ["Engine", "Seen", "SeenLine", "SeenWord", "find_engine", "told_engine"]
