"""Staff review: what its screens hold."""
