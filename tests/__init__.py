"""The tests; folders mirror the tree they test."""
