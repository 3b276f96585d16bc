"""What several documents are put together from: head and foot, figures, tables, annex."""
