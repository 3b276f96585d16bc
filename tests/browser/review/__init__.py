"""The staff at work, on a portal of their own."""
