"""What a document says: mentions, citations, clauses and norms, each a value that points at a span."""
