"""Pages of IPE."""
