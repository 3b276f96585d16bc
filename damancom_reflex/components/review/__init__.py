"""Staff review: parts of its screens."""
