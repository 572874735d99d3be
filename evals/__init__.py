"""Datasets, scorers, baselines and benchmarks: how we know that it is good."""
