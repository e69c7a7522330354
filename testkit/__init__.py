"""What tests and benchmarks share: labelled corpora with their loaders, invented documents, a watcher process.

Tests and benchmarks import from here and never from each other.
"""
