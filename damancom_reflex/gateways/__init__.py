"""The outside world.

E-mail and SMS. Each has a protocol, its adapter, and one that works offline for the demo.
"""
