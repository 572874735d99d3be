"""A scripted model for the loopback server: knows what the stages ask, and answers well, badly, falsely or all at once.

    with running_server(answers="evals.author:well") as address: …

It reads the prompt alone, as a model would, and knows the stages by the fields of the value that they ask for. The same prompt
always gets the same answer.
"""

from evals.author.badly import badly
from evals.author.falsely import CANARIES, falsely
from evals.author.faulty import faulty
from evals.author.well import well

__all__ = ["CANARIES", "badly", "falsely", "faulty", "well"]
