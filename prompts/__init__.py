"""What models are told: one folder a stage, versioned Markdown, variants side by side."""
