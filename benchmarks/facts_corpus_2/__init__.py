"""A second corpus of invented documents, rendered as real files."""
