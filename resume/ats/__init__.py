"""What applicant tracking systems make of a resume: the rubric, its checks, and bounds on keywords."""
