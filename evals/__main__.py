"""Runs the evaluation suite: `make eval`."""

import sys

from evals.command import main

sys.exit(main(sys.argv[1:]))
