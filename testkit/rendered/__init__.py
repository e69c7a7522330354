"""The second corpus of facts: invented documents, rendered as real files and read back."""
