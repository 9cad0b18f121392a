"""The W3C's suites for SPARQL, run over HTTP against a running server."""
