"""Reading a job ad: its lines, clauses and terms, what it asks for, title and employer, and what in it speaks to machines."""
