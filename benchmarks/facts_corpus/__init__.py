"""Invented documents in the styles of many offices, with what a person says about each of them."""
