"""The cover letter: its parts, how rules write one from facts, and the check of what a model wrote."""
