"""State on disk: the list of runs, uploaded documents, checkpoints."""
