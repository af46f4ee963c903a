"""The lines at the foot of an issue: 报：送：发：, 本期增发, 共印N份, who edited, reviewed and signed it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from django.utils.translation import gettext as _

from briefings import numbering
from briefings.document import Credits, Distribution, DistributionKind
from briefings.imports import Unsure
from briefings.imports.lines import HAN, Line, Mark

LABELS: dict[str, str] = {
    **dict.fromkeys(("报", "抄报", "呈报", "主报", "报送"), DistributionKind.REPORT),
    **dict.fromkeys(("送", "抄送", "主送", "分送"), DistributionKind.SEND),
    **dict.fromkeys(("发", "印发", "下发", "分发"), DistributionKind.DISTRIBUTE),
    **dict.fromkeys(("本期增发", "增发"), "added"),
    **dict.fromkeys(("责任编辑", "责编", "编辑", "本期编辑", "执行编辑", "主编"), "editor"),
    **dict.fromkeys(("审核", "审核人", "审稿", "审稿人", "初审", "复审", "终审"), "reviewers"),
    **dict.fromkeys(("签发", "签发人"), "signatory"),
}
LABEL = re.compile(rf"(?:^|(?<=[\s；;。]))({'|'.join(sorted(LABELS, key=len, reverse=True))})\s*[：:]\s*")
ANY_LABEL = re.compile(rf"(?:^|(?<=[\s；;。])){HAN}{{1,6}}\s*[：:]")
COMPILER = re.compile(r"(?:撰稿|供稿|执笔|整理|撰写|摄影|图片|文字|校对|排版)人?\s*[：:]\s*\S.{0,38}$")
LONGEST_LABELLED = 200
COPIES = re.compile(
    r"[（(]?\s*(?:共\s*印|印数\s*[：:])\s*(\d{1,6}|[零〇一二两三四五六七八九十百千]{1,9})\s*份?\s*[)）]?"
)
NAMES = re.compile(r"(?:[^、，,；;（(]|[（(][^（）()]*[)）]?)+")
GOES_ON = ("：", ":", "、", "，", ",", "；", ";")


@dataclass(frozen=True, slots=True)
class Colophon:
    """What the foot of an issue says, in the Document's own terms."""

    compiled_by: str = ""
    distribution: tuple[Distribution, ...] = ()
    added: tuple[str, ...] = ()
    copies: int | None = None
    credits: Credits = field(default_factory=Credits)


def marked(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with those of the colophon marked; one that ends in ： or 、 takes in the line below."""
    open_line: Line | None = None
    for line in chain.from_iterable(map(_parted, lines)):
        is_label = line.mark is Mark.PROSE and (LABEL.match(line.text) or COPIES.fullmatch(line.text))
        if open_line and line.mark is Mark.PROSE and not is_label and _goes_on(open_line.text, line.text):
            open_line = replace(open_line, text=open_line.text + line.text)
            continue
        if open_line:
            yield open_line
        open_line = replace(line, mark=Mark.COLOPHON) if is_label else None
        if not is_label:
            yield line
    if open_line:
        yield open_line


def _parted(line: Line) -> Iterator[Line]:
    """The line, cut where what the colophon knows begins or ends: 主办：某某院　编辑：张三; compilers marked."""
    text = line.text
    starts = [found.start() for found in ANY_LABEL.finditer(text)] if line.mark is Mark.PROSE else []
    kinds = [bool(LABEL.match(text, start)) for start in starts]
    if len(text) > LONGEST_LABELLED or not (any(kinds) or starts and COMPILER.match(text)):
        yield line
        return
    changes = [
        start for start, kind, before in zip(starts, kinds, [False, *kinds], strict=False) if kind != before
    ]
    for start, end in zip([0, *changes], [*changes, None], strict=True):
        if part := text[start:end].strip():
            yield replace(line, text=part, mark=Mark.COMPILED if COMPILER.match(part) else line.mark)


def _goes_on(text: str, below: str) -> bool:
    return (
        text.endswith(GOES_ON) or below.startswith(("（", "(", "、")) or text.count("（") > text.count("）")
    )


def read(lines: Iterable[Line], doubts: list[Unsure]) -> Colophon:
    """The colophon that the lines marked COLOPHON and COMPILED make together, wherever they stand."""
    lines = list(lines)
    values: defaultdict[str, list[str]] = defaultdict(list)
    copies = None
    for line in lines:
        if line.mark is Mark.COLOPHON:
            text, printed = line.text, COPIES.search(line.text)
            if printed and (count := _count(printed[1])):
                text, copies = text.replace(printed[0], " ", 1), count
            parts = LABEL.split(text.strip())[1:]
            for label, value in zip(parts[::2], parts[1::2], strict=True):
                values[LABELS[label]] += _names(value)
    return Colophon(
        compiled_by=_compilers([line for line in lines if line.mark is Mark.COMPILED], doubts),
        distribution=tuple(
            Distribution(kind, tuple(values[kind])) for kind in DistributionKind if values[kind]
        ),
        added=tuple(values["added"]),
        copies=copies,
        credits=Credits(
            editor="、".join(values["editor"]),
            reviewers=tuple(values["reviewers"]),
            signatory="、".join(values["signatory"]),
        ),
    )


def _compilers(lines: list[Line], doubts: list[Unsure]) -> str:
    if len(lines) > 1:
        doubts.append(
            Unsure(
                lines[1].number,
                _(
                    "There are %(count)d lines saying who compiled the issue; they were put into one: “%(names)s”."
                )
                % {"count": len(lines), "names": "、".join(line.text for line in lines)},
            )
        )
    return "、".join(line.text for line in lines)


def _names(text: str) -> list[str]:
    return [name for part in NAMES.findall(text) if (name := part.strip(" \u3000。"))]


def _count(numeral: str) -> int | None:
    if numeral.isdecimal():
        return int(numeral)
    parsed = numbering.parse(numeral)
    return parsed[0] if parsed else None
