"""Pages of adhésion."""
