"""checker: where do several news articles on one story agree, differ, contradict, or outdate one another.

Start reading in `checker.pipeline`; the nouns are in `checker.schema`.
"""

__version__ = "0.1.0"
