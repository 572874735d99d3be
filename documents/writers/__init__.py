"""What writes the tailored documents: one file a format."""
