"""The command line: thin. Each command parses, calls the library, prints the answer, ends with its code."""
