"""A page of Reflex with a number and a button, and nothing else: what any page of it takes on this machine."""
