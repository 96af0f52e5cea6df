"""People named as victims in Dari and Pashto: claimed, tied to their attack, and counted where no number is given."""

from __future__ import annotations

import pytest
from said import plain
from test_persian import claims, report

DARI_ONE = "احمدضیا رضایی، دانشجوی ۲۱ ساله، در حمله افراد مسلح در شهر هرات کشته شد."
DARI_TWO = "نعمت‌الله سلطانی و برادرش مهدی دیروز در هرات کشته شدند."
PASHTO_ONE = "احمدضیا رضايي، ۲۱ کلن زده کوونکی، پرون په هرات کې ووژل شو."
PASHTO_TWO = "نعمت الله سلطاني او ورور یې مهدي پرون په هرات کې ووژل شول."


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (DARI_ONE, ["احمدضیا رضایی"]),
        (DARI_TWO, ["نعمت‌الله سلطانی", "مهدی"]),
        (PASHTO_ONE, ["احمدضیا رضايي"]),
        (PASHTO_TWO, ["نعمت الله سلطاني", "مهدي"]),
    ],
)
def test_named_victims_and_how_many(sentence: str, names: list[str]) -> None:
    text = report(sentence, language="ps" if sentence in (PASHTO_ONE, PASHTO_TWO) else "prs")
    [attack] = claims(text)
    victims = claims(text, "victim")
    assert [plain(value.value) for one in victims for value in one.values if value.property == "name"] == names
    assert {value.value.code for one in victims for value in one.values if value.property == "harm"} == {"killed"}
    assert {one.about for one in victims} == {attack.anchor}
    assert [plain(value.value) for value in attack.values if value.property == "killed"] == [str(len(names))]


def test_age_and_work() -> None:
    [victim] = claims(report(DARI_ONE), "victim")
    said = {value.property: plain(value.value) for value in victim.values}
    assert (said["age"], said["occupation"]) == ("21", "دانشجوی")


@pytest.mark.parametrize(
    "sentence",
    [
        "محمد رضایی گفت که در حملهٔ هرات سه تن کشته شدند.",
        "در حملهٔ هرات افراد ملکی کشته شدند.",
        "سه تن در هرات از سوی احمد رضایی کشته شدند.",
        "معلم یک مکتب در هرات در انفجار زخمی شد.",
        "در انفجار در مسجد امام زمان در هرات ۱۲ تن کشته شدند.",
    ],
)
def test_nobody_else(sentence: str) -> None:
    assert claims(report(sentence), "victim") == []
