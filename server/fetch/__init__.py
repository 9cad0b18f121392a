"""Fetching the UN's own Akoma Ntoso XML from its public repositories."""
