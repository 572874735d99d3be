"""The stages of the pipeline, one file each, and the state they pass."""
