"""Whether the figures of a claim follow from those of the source: the same thing measured, by the same entry, at the same end."""
