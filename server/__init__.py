"""The store, the SPARQL protocol, linked data and pages, and the command line."""
