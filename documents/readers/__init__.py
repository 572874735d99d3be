"""What reads resumes and job ads: one file a format, all behind two functions."""
