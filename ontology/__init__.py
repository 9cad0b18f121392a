"""The vocabulary (OWL) and the authority files (SKOS/ORG): every fact the loaders know, as Turtle."""
