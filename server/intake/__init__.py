"""Taking many files into a store on disk: by all cores, resumable, each document replaced whole."""
