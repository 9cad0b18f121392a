"""How well documents are read, measured against what the UN's own mark-up says of them."""
