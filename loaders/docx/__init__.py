"""Word files (.docx) → the text they print: paragraphs with the labels that Word counts, footnotes, tables."""
