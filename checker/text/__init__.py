"""Pure text → values: lines, sentences, their roles, printed dates, and where words stand in a text.

Nothing here opens a file, asks a model or knows an article's metadata.
"""
