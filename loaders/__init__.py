"""Source text → values → triples: pure functions on frozen values; reading files is the only edge."""
