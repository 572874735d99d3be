"""Benchmarks: the product's promised figures, measured in one run; `make bench` prints them."""
