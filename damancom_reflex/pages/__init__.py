"""One module per page: a function that takes a translator and returns a component. No logic."""
