"""The design system: everything pages are built from."""
