"""What strings mean: names, numbers, dates, scripts, tables, and the recipe. Shared by all steps."""

from gowah.words.settings import Settings, read_settings
from gowah.words.tables import Place, PropertyRow, Tables, TermRow, load_tables

__all__ = ["Place", "PropertyRow", "Settings", "Tables", "TermRow", "load_tables", "read_settings"]
