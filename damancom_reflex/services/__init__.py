"""One module per use case.

Opens the transaction, calls the domain, writes rows, audit and messages together.
"""
