"""Makes the example unit folder: words in `papers/`, one drawing module a file format."""
