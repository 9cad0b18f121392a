"""Values → quads: a document and its annotations in the vocabulary of ontology/core.ttl, without one blank node."""
