"""PDF with a text layer → the text it prints: glyphs, words, rows in reading order, lines with their indents."""
