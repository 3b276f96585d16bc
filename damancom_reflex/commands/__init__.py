"""One module per command of `damancom`."""
