"""One module per use case: opens the transaction, calls the domain, writes rows, audit and messages together."""
