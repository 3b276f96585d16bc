"""Tables, engine and migrations: the only room that knows how rows are kept."""
