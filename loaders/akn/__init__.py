"""Akoma Ntoso XML as the UN publishes its resolutions → a document: tree, flow of units, numbers, notes."""
