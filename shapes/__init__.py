"""What a sound graph looks like (SHACL), and the check that a graph is one."""
