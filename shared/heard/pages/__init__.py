"""Pages of a release: opened, written as HTML once for every form, and shown by a kernel.

Whatever a page shows stands in the release; nothing is worked out here. The room is light, because a kernel
that shows a page starts for every viewer: it imports no pandas, numpy, altair or pydantic.
"""

from heard.pages.release import Release, find_release, open_release
from heard.pages.show import show

__all__ = ["Release", "find_release", "open_release", "show"]
