"""Parts of the steps of adhésion."""
