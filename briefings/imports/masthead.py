"""The lines above the red rule, in any order: cohort, theme, series, number, date, issuer, marking."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from briefings import numbering
from briefings.document import Masthead
from briefings.imports import Unsure
from briefings.imports.lines import Line, Mark, collapsed, is_final

LONGEST = 60
CUT = "\n"  # stands where number or date was taken out
MOST = 16
NUMERAL = r"(?P<numeral>\d{1,4}|[零〇一二两三四五六七八九十百千]{1,9})"
BEGIN = r"(?:[（(]\s*|^|(?<=[\s报刊讯态息流志）)]))"
END = r"(?:\s*[)）]|(?=$|[\s（(]))"

CUMULATIVE = re.compile(rf"{BEGIN}总\s*第\s*{NUMERAL}\s*[期号]{END}")
NUMBER = re.compile(
    rf"{BEGIN}(?P<label>(?:\d{{4}}\s*年度?\s*)?(?:增刊|专刊|特刊|专辑)?\s*第\s*{NUMERAL}\s*[期号](?:\s*[（(]?增刊[)）]?)?){END}"
)
WEEKDAY = r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][)）]?)?"
DATE = re.compile(
    rf"{BEGIN}(\d{{4}})\s*[年./-]\s*(\d{{1,2}})\s*[月./-]\s*(\d{{1,2}})\s*日?(?:印发)?{WEEKDAY}{END}"
)
HAN_DATE = re.compile(
    rf"{BEGIN}([〇零一二三四五六七八九]{{4}})年([一二三四五六七八九十]{{1,2}})月([一二三四五六七八九十]{{1,3}})日(?:印发)?{WEEKDAY}{END}"
)
MONTH = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*月?")
SEPARATORS = " \u3000|｜·•/"
OF_COHORT = re.compile("班[（(]第.{1,4}期[)）]$")
IMPRINT = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日印发$")
SUPPLEMENT = re.compile(r"[（(]?增刊[)）]?")
MARKING = re.compile("内部(?:资料|参阅|参考|交流|刊物|文件)|注意保存|妥善保管|免费交流|秘密|机密|绝密")
SERIES = re.compile(
    "简报|专报|快报|通报|通讯|快讯|简讯|动态|专刊|会刊|院刊|月报|周报|月刊|周刊|季刊|要情|内参|信息|之声|之窗"
)
COHORT = re.compile("班(?:[（(]?第.{1,4}期[)）]?)?$")
ISSUER = re.compile("(?:编|编印|主办|编发)$")
OFFICE = re.compile("(?:办公室|编辑[部组]|委员会|组委会|秘书处|工作组|支部|学院|党校|大学|中心|[处部局])$")
LABEL = re.compile(
    r"(?:^|(?<=\s))(?:(主题|本期主题)|(编发单位|主办单位|编印单位|编辑单位|主办|编印|编发)|期[号数次]|日期|印发日期|时间)\s*[：:]\s*"
)
LABELLED = ("theme", "issuer")


def take(lines: Sequence[Line], doubts: list[Unsure]) -> tuple[Masthead, list[Line]]:
    """The masthead and the lines that are none of it. It ends at the first heading or sentence."""
    places = _places(lines)
    printed = _Printed(doubts)
    for place in places:
        printed.read(lines[place])
    imprint = _imprint(lines) if "date" not in printed.found else None
    if imprint is not None:
        printed.read(lines[imprint])
        places.add(imprint)
    masthead = printed.masthead()
    if not places:
        doubts.append(
            Unsure(
                0,
                _(
                    "The text begins without a masthead. Fill in cohort, theme, series, number and date yourself."
                ),
            )
        )
    if places and masthead.number is None:
        doubts.append(
            Unsure(
                0, _("The masthead has no issue number such as 第五期. Fill it in, or leave it to signing.")
            )
        )
    if places and not masthead.date:
        doubts.append(
            Unsure(0, _("The masthead has no date such as 2024年3月5日. Fill it in, or leave it to signing."))
        )
    return masthead, [line for place, line in enumerate(lines) if place not in places]


def _places(lines: Sequence[Line]) -> set[int]:
    """Where the masthead's lines are: before a heading all short ones, else up to the last that is surely one."""
    short: list[int] = []
    for place, line in enumerate(lines):
        is_heading = line.mark is Mark.HEADING and not MARKING.match(line.text)
        if is_heading or len(short) == MOST or len(line.text) > LONGEST or is_final(line.text):
            break
        if line.mark in (Mark.PROSE, Mark.HEADING):
            short.append(place)
    else:
        is_heading = False
    while short and not is_heading and not _is_surely_masthead(lines[short[-1]].text):
        short.pop()
    return set(short)


def _imprint(lines: Sequence[Line]) -> int | None:
    """Where 某某办公室 2024年3月5日印发 stands, at the foot of an issue that has no date at its head."""
    last = range(len(lines) - 1, max(len(lines) - 5, -1), -1)
    return next(
        (at for at in last if lines[at].mark is Mark.PROSE and IMPRINT.search(lines[at].text[-40:])), None
    )


def _is_surely_masthead(text: str) -> bool:
    patterns = (CUMULATIVE, NUMBER, DATE, HAN_DATE, SERIES)
    return bool(MARKING.match(text)) or any(pattern.search(LABEL.sub("", text)) for pattern in patterns)


class _Printed:
    """What the lines read so far say, under the names of Masthead's fields."""

    def __init__(self, doubts: list[Unsure]) -> None:
        self.found: dict[str, Any] = {}
        self.unclaimed: list[tuple[str, int]] = []
        self.doubts = doubts

    def read(self, line: Line) -> None:
        label = LABEL.search(line.text)
        text = LABEL.sub("", line.text)
        numbered = text if OF_COHORT.search(text) else self.without_numbers(text)
        text = self.without_date(numbered, line.number)
        for part in _parts(text):
            self.place(part, line.number, label, beside_date=text != numbered)

    def place(self, words: str, number: int, label: re.Match[str] | None, beside_date: bool) -> None:
        if SUPPLEMENT.fullmatch(words):
            self.labelled(words, supplement=True)
        elif MONTH.fullmatch(words):
            self.labelled(f" {words}", supplement=False)
        elif words and (slot := self.slot(words, label, beside_date)):
            self.put(slot, words, number)
        elif words:
            self.unclaimed.append((words, number))

    def without_numbers(self, text: str) -> str:
        """`text` less the issue's number and its cumulative number."""
        for name, pattern in (("cumulative", CUMULATIVE), ("number", NUMBER)):
            printed = pattern.search(text)
            value = _number(printed["numeral"]) if printed else None
            if printed and value and name not in self.found:
                self.found[name] = value
                if name == "number":
                    self.labelled("".join(printed["label"].split()), supplement="增刊" in printed["label"])
                text = text.replace(printed[0], CUT, 1)
        return text

    def without_date(self, text: str, number: int) -> str:
        """`text` less the issue's date."""
        printed = DATE.search(text) or HAN_DATE.search(text)
        if not printed or "date" in self.found:
            return text
        try:
            self.found["date"] = date(*map(_value, printed.groups())).isoformat()
        except ValueError:
            self.doubts.append(
                Unsure(
                    number,
                    _("“%(date)s” in the masthead is no date. Write it like 2024年3月5日.")
                    % {"date": printed[0].strip()},
                )
            )
            return text
        return text.replace(printed[0], CUT, 1)

    def labelled(self, words: str, supplement: bool) -> None:
        self.found["number_label"] = (self.found.get("number_label", "") + words).strip()
        self.found["supplement"] = self.found.get("supplement", False) or supplement

    def slot(self, words: str, label: re.Match[str] | None, beside_date: bool) -> str:
        """What words that are neither number nor date surely are; "" when only what is left over can tell."""
        if label and label.lastindex:
            return LABELLED[label.lastindex - 1]
        if MARKING.match(words):
            return "marking"
        if ISSUER.search(words):
            return "issuer"
        if SERIES.search(words[-6:]):
            return "series"
        if beside_date:
            return "issuer"
        return "cohort" if COHORT.search(words) else ""

    def masthead(self) -> Masthead:
        """With every slot filled: of what is unclaimed, an office is the issuer.

        One thing else is the series, when nothing better is; all others are the theme.
        """
        rest: list[tuple[str, int]] = []
        for words, number in self.unclaimed:
            if OFFICE.search(words) and "issuer" not in self.found:
                self.put("issuer", words, number)
            else:
                rest.append((words, number))
        is_series = len(rest) == 1 and "number" in self.found and "series" not in self.found
        for words, number in rest:
            self.put("series" if is_series else "theme", words, number)
        return Masthead(**self.found)

    def put(self, slot: str, words: str, number: int) -> None:
        """Into the slot, or, when that is taken, beside the theme, so that nothing is lost."""
        if slot in self.found:
            slot = "theme"
            self.doubts.append(
                Unsure(
                    number,
                    _(
                        "“%(words)s” stands in the masthead without saying what it is; it was put with the theme."
                    )
                    % {"words": words},
                )
            )
        self.found[slot] = f"{self.found.get(slot, '')} {words}".strip()


def _parts(text: str) -> list[str]:
    """What stands before, between and behind number and date, without the brackets left of them."""
    parts = (collapsed(" ".join(part.split())) for part in text.split(CUT) if part.strip(SEPARATORS))
    return [
        part
        if part.count("（") + part.count("(") == part.count("）") + part.count(")")
        else part.strip("（()） ")
        for part in parts
    ]


def _value(numeral: str) -> int:
    if len(numeral) == 4 and not numeral.isdecimal():
        return int("".join(str(numbering.VALUES[digit]) for digit in numeral))
    return _number(numeral) or 0


def _number(numeral: str) -> int | None:
    """The number that digits of any width or Han numerals write."""
    parsed = numbering.parse(unicodedata.normalize("NFKC", numeral))
    return parsed[0] if parsed else None
