"""By what keys the lines of the source are found."""
