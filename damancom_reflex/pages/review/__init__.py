"""Staff review: the queue, and a file."""
