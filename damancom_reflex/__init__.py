"""damancom-reflex: the online desk where employers deal with the social-security fund."""

__version__ = "0.1.0"
