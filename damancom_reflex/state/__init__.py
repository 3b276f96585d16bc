"""One State per page or flow: short adapters from an event to a service and back."""
