"""A release as a static site: plain files, no server, no kernel, no request to another host."""

from heard.site.build import build_site

__all__ = ["build_site"]
