"""Pages of the staff's space."""
