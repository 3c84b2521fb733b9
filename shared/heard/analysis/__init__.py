"""What the texts say, counted: pure functions from frames to result tables. No input or output, no charts."""

from heard.analysis.scope import EVERYTHING, Scope

__all__ = ["EVERYTHING", "Scope"]
