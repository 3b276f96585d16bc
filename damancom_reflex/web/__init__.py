"""What is HTTP and not Reflex: guard of events, session cookie, sign-in posts, downloads, health, headers."""
