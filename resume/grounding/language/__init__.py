"""How a line is read: its words, what counts as the same word, idioms, names, dates, turns that claim nothing."""
