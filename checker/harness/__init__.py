"""How good is it? Reports held against annotations that people made."""
