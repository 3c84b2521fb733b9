"""What is kept between runs to save time, under a key that hashes all it was made from: never stale."""

from heard.cache.intake import read_kept
from heard.cache.topics import fit_kept

__all__ = ["fit_kept", "read_kept"]
