"""Pages of the Recouvrement journey."""
