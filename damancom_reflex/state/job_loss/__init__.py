"""IPE: what its screens hold."""
