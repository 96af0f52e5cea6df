"""Spells whole numbers in English, Dari and Pashto, so that the tests can ask for them back."""

from __future__ import annotations

EN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
EN_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
PRS = [
    "صفر",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "شش",
    "هفت",
    "هشت",
    "نه",
    "ده",
    "یازده",
    "دوازده",
    "سیزده",
    "چهارده",
    "پانزده",
    "شانزده",
    "هفده",
    "هجده",
    "نزده",
]
PRS_TENS = ["-", "-", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"]
PS = [
    "صفر",
    "یو",
    "دوه",
    "درې",
    "څلور",
    "پنځه",
    "شپږ",
    "اووه",
    "اته",
    "نهه",
    "لس",
    "یوولس",
    "دولس",
    "دیارلس",
    "څوارلس",
    "پنځلس",
    "شپاړس",
    "اوولس",
    "اتلس",
    "نولس",
]
PS_TWENTIES = ["شل", "یوویشت", "دوویشت", "درویشت", "څلورویشت", "پنځویشت", "شپږویشت", "اوویشت", "اتویشت", "نهویشت"]
PS_TENS = ["-", "-", "شل", "دېرش", "څلوېښت", "پنځوس", "شپېته", "اویا", "اتیا", "نوي"]


def english(n: int, hyphen: str = "-", joint: str = " and ") -> str:
    def below_hundred(n: int) -> str:
        return EN[n] if n < 20 else EN_TENS[n // 10] + (hyphen + EN[n % 10] if n % 10 else "")

    def below_thousand(n: int) -> str:
        if n < 100:
            return below_hundred(n)
        return f"{EN[n // 100]} hundred" + (joint + below_hundred(n % 100) if n % 100 else "")

    return _grouped(n, EN[0], below_thousand, [(10**6, "million"), (1000, "thousand")], " ")


def dari(n: int) -> str:
    def below_hundred(n: int) -> str:
        return PRS[n] if n < 20 else PRS_TENS[n // 10] + (" و " + PRS[n % 10] if n % 10 else "")

    def below_thousand(n: int) -> str:
        if n < 100:
            return below_hundred(n)
        return f"{PRS[n // 100]} صد" + (" و " + below_hundred(n % 100) if n % 100 else "")

    return _grouped(n, PRS[0], below_thousand, [(10**6, "میلیون"), (1000, "هزار")], " و ")


def pashto(n: int) -> str:
    def below_hundred(n: int) -> str:
        if n < 20:
            return PS[n]
        if n < 30:
            return PS_TWENTIES[n - 20]
        return (PS[n % 10] + " " if n % 10 else "") + PS_TENS[n // 10]

    def below_thousand(n: int) -> str:
        if n < 100:
            return below_hundred(n)
        head = "یو سل" if n < 200 else f"{PS[n // 100]} سوه"
        return head + (" او " + below_hundred(n % 100) if n % 100 else "")

    return _grouped(n, PS[0], below_thousand, [(10**6, "میلیونه"), (1000, "زره")], " او ")


def _grouped(n, zero, below_thousand, scales, joint):  # type: ignore[no-untyped-def]
    if n == 0:
        return zero
    parts = []
    for size, word in scales:
        if n >= size:
            parts.append(f"{below_thousand(n // size)} {word}")
            n %= size
    if n:
        parts.append(below_thousand(n))
    return joint.join(parts)
