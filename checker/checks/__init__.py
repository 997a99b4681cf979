"""Built-in checks: what arithmetic and text comparison show of passages, with no model.

A module a check, a line in `registry.py` each. A check that cannot be sure says nothing.
"""
