"""Requests that nobody should send, and a server that must bear them."""
