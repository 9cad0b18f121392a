"""Plain text as it comes out of a conversion → a document: encoding, lines, blocks, units, notes, items."""
