"""Takes reports in, untouched: from files, folders and archives, or from the web. See docs/keep.md."""

from gowah.keep.files import FileKeeper
from gowah.keep.web import WebKeeper

__all__ = ["FileKeeper", "WebKeeper", "files", "web"]

files = FileKeeper()
"""The plug-in `keep.files`."""

web = WebKeeper()
"""The plug-in `keep.web`."""
