"""Whether the words of a claim have a counterpart in the source, and why not."""
