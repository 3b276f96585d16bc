"""Staff review: the queue, a file, whose hands it is in, and what is decided on it. SPEC section 8."""
