"""What the pages show: read from the graph into values, which the templates only print."""
