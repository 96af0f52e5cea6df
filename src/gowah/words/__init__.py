"""What strings mean: names, numbers, dates, scripts, tables, and the recipe. Shared by all steps."""

from gowah.words.dates import DateSpan, find_dates, read_date
from gowah.words.issued import Stretch, issued
from gowah.words.money import MoneySpan, find_money
from gowah.words.names import NameSpan, find_names, where_of
from gowah.words.numbers import NumberSpan, find_numbers
from gowah.words.script import Word, fold, is_pashto, is_persian_script, words, words_digest
from gowah.words.settings import Settings, read_settings
from gowah.words.tables import Place, PropertyRow, Tables, TermRow, load_tables

__all__ = [
    "DateSpan", "MoneySpan", "NameSpan", "NumberSpan", "Place", "PropertyRow", "Settings", "Stretch",
    "Tables", "TermRow", "Word",
    "find_dates", "find_money", "find_names", "find_numbers", "fold", "is_pashto", "is_persian_script", "issued",
    "load_tables", "read_date", "read_settings", "where_of", "words", "words_digest",
]  # fmt: skip
