"""Files → articles. One module a format; `read_articles` is the way in.

Metadata comes from a file's own front matter and from `story.toml` beside it, and from nowhere else.
"""

from checker.readers.reading import Reading, read_articles

__all__ = ["Reading", "read_articles"]
