"""Whole journeys in a real Chromium, against a real server of the production build."""
