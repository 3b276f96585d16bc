"""The outside world: e-mail and SMS. Each has a protocol, its adapter, and one that works offline for the demo."""
