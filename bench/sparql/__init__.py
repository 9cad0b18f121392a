"""SPARQL servers side by side: the same data, the same queries, the same clients."""
