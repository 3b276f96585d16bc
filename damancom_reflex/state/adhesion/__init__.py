"""What the screens of adhésion hold; the request itself lives in its row."""
