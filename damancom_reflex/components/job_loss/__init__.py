"""Parts of the pages of IPE."""
