"""Lines of a briefing: tidied, cut where one holds two things, and told apart as far as one line can tell."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]"
DASH = "(?:[—―─－–]{1,4}|-{2,4})"
FINAL = "。！？…：!?:"
LONGEST_BYLINE = 60
LONGEST_BOLD = LONGEST_APART = 40
CLOSING = "”’」』）)】》〉\"'*"
SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2004\u2005\u2007\u2009\u202f"), " ") | dict.fromkeys(
    map(ord, "\u200b\u2060\u00ad"), ""
)

MIXED = re.compile(rf"(?<={HAN})[ \u3000]+(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])[ \u3000]+(?={HAN})")
PADDED = re.compile(rf"([\s—])({HAN})[ \u3000]({HAN})$")
SPACED_OUT = re.compile(rf"{HAN}(?:\s+{HAN})+")
HEADING = re.compile(r"[【]\s*(?!图片?\s*\d{1,3}\s*[：:\s】])([^【】]{1,30}?)\s*[】]\s*")
PICTURE = re.compile(r"[【]图片?\s*\d{1,3}\s*(?:[：:\s]\s*([^【】]{0,200}))?[】]\s*")
COMPILED = re.compile(
    r"[（(]([^（()）]{1,40}?(?:整理|撰写|供稿|撰稿|编写)|(?:(?:撰|供)稿|执笔|整理|文字?|通讯员|本报记者)\s*[/／：:][^（()）]{2,60})[)）]$"
)
LISTED = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)"
    r"|[①-⑳]|[•·●○■◆▪]|[-–*]\s"
)
LABELLED = re.compile(
    rf"(?:{HAN}{{0,4}}?(?:时间|地点|日期|主题|议题|主持人?|主讲人?|记录人?|嘉宾|人员|人数|领导|单位|来源|联系人|电话|邮箱|网址|地址"
    rf"|邮编|摄影|文字|图片|校对|排版|附件?|备?注)|题目|问|答|记者|学员[甲乙丙丁])\s*[：:]"
    rf"|{HAN}{{1,5}}[长员师][：:]\s*{HAN}{{2,4}}$|\d{{4}}年\d{{1,2}}月\d{{1,2}}日$"
)
CONTENTS = re.compile("(?:本期|本刊)?(?:导读|要目|目录|看点|内容提要)")
SPACED_LABEL = re.compile(rf"^({HAN})\s+({HAN})(?=\s*[：:])")


class Mark(Enum):
    """What a line is. Every mark but PROSE is a structural line: it neither continues nor is continued."""

    HEADING = auto()
    TITLE = auto()
    SUBTITLE = auto()
    BYLINE = auto()
    ATTRIBUTION = auto()
    PICTURE = auto()
    COMPILED = auto()
    COLOPHON = auto()
    SPEAKER = auto()
    ROW = auto()
    VERSE = auto()
    PROSE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the input, or the part of one that is one thing; `number` counts from 1."""

    number: int
    text: str
    mark: Mark = Mark.PROSE


def tidied(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines that hold something, without indents and padding."""
    for line in lines:
        text = line.text.translate(SPACES).strip()
        if text:
            yield replace(line, text=collapsed(text))


def collapsed(text: str) -> str:
    """Padding goes: 工 作 简 报 is 工作简报, 校　对：is 校对：, and 某某院 张 三 is 某某院 张三."""
    if SPACED_OUT.fullmatch(text):
        return "".join(text.split())
    text = SPACED_LABEL.sub(r"\1\2", text[:12]) + text[12:]
    return text[:-6] + PADDED.sub(r"\1\2\3", text[-6:])


def cut(line: Line) -> Iterator[Line]:
    """A line's leading headings and pictures, its prose, and the compilers' names at its end."""
    text = line.text.strip("*") if line.text.startswith("**【") else line.text
    if (listed := LISTED.match(text)) and (heading := HEADING.fullmatch(text, listed.end())):
        text = f"【{listed[0]}{collapsed(heading[1])}】"
    if CONTENTS.fullmatch(text):
        yield Line(line.number, text, Mark.HEADING)
        return
    start = 0
    while found := HEADING.match(text, start) or PICTURE.match(text, start):
        is_heading = found.re is HEADING
        words = collapsed(found[1]) if is_heading else (found[1] or "").strip()
        yield Line(line.number, words, Mark.HEADING if is_heading else Mark.PICTURE)
        start = found.end()
    rest = text[start:]
    compiled = COMPILED.search(rest[-60:])
    if compiled and (compiled[0] == rest or is_final(rest[: -len(compiled[0])])):
        rest = rest[: -len(compiled[0])]
    else:
        compiled = None
    if rest:
        yield Line(line.number, unbolded(rest))
    if compiled:
        yield Line(line.number, compiled[1], Mark.COMPILED)


def unbolded(text: str) -> str:
    """A short line bold as a whole is a title, and titles are text."""
    bare = text[2:-2] if text.startswith("**") and text.endswith("**") else ""
    return bare if 0 < len(bare) <= LONGEST_BOLD and "**" not in bare and not is_final(bare) else text


def is_final(text: str) -> bool:
    """Whether a sentence ends here: 。！？…： or one of these plus closing quotes; a quote alone ends nothing."""
    core = text.rstrip(CLOSING)
    if core.endswith("."):
        return core[-2:-1].isalpha() or core.endswith("..")
    return core != "" and core[-1] in FINAL


def is_brief(text: str) -> bool:
    """Whether a line is as short and bare as a title: half a paragraph has its commas."""
    return (
        len(text) <= 40
        and re.search(r"\w", text) is not None
        and not is_final(text)
        and not re.search(rf"[。；！？，、,]$|[。；]|^{DASH}", text)
        and (len(text) <= 20 or sum(map(text.count, "，,")) <= 1)
        and not begins_apart(text)
    )


def begins_apart(text: str) -> bool:
    """Whether a line begins a paragraph of its own: one that is numbered, or has a label such as 时间：, or is a date."""
    return bool(LISTED.match(text) or LABELLED.match(text))


def continues(before: str, after: str, head: str = "") -> bool:
    """Whether `after` goes on with the line `before` of a paragraph that begins with the line `head`.

    What begins apart mostly ends with its line.
    """
    if is_final(before) or begins_apart(after):
        return False
    head = head or before
    return len(head) > LONGEST_APART or before[-1] in "、，,；;" or not begins_apart(head)


def closed_up(text: str) -> str:
    """从 1.0 到 is stored as 从1.0到: the space between Han and Latin is the layout's."""
    return MIXED.sub("", text)


def joined(parts: list[str]) -> str:
    """One paragraph of its parts, with a space only where two Latin words meet."""
    pieces = parts[:1]
    for before, after in zip(parts, parts[1:], strict=False):
        meet = before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
        pieces.append(" " + after if meet else after)
    return closed_up("".join(pieces))


def bare_title(title: str) -> str:
    """A title without its number and final ？ or ！"""
    listed = LISTED.match(title)
    return title[listed.end() if listed else 0 :].rstrip("？！")


def may_bill(text: str) -> bool:
    """Whether a line is short and bare enough for a byline."""
    return (
        0 < len(text) <= LONGEST_BYLINE and not is_final(text) and not re.search("[。；！？，,—―─]|、$", text)
    )


def as_(mark: Mark, line: Line, text: str | None = None) -> Line:
    return replace(line, mark=mark, text=(line.text if text is None else text).replace("**", ""))
