"""A linked library in; the pages and files of its site, for any host, out."""

from rolebook.pages.host.assets import stylesheet
from rolebook.pages.page import Heading, Page, SiteFile
from rolebook.pages.site import build_pages

__all__ = ["Heading", "Page", "SiteFile", "build_pages", "stylesheet"]
