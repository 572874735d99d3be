"""Claims that say more than the source with its own words: scope raised, plans told as deeds, denials dropped."""
