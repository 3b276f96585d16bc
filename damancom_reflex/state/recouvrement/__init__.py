"""States of the Recouvrement journey: one per step, over one file."""
