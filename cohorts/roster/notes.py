"""Which rows below the headings are nobody's: totals, remarks, examples, a heading come again."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from cohorts.roster.tidying import compact, quoted
from cohorts.roster.values import group_number

FOOTER = re.compile(
    "(?:合计|总计|共计|小计|总数|总人数|备注|说明|附注|注|填表说明|制表|制表人|填表|填表人|填报人|填报单位|填报日期|填表日期|审核|审核人"
    r"|审批|审批人|经办人|负责人|联系人|打印日期|制表日期|日期)(?:$|[:：(（\d]|人数|共)|共?\d+人|以[上下]"
)
GROUP = re.compile("第?[0-9一二三四五六七八九十]{1,3}(?:学习|讨论)?小?组(?=$|[(:,、]|共|副?组长)")
EXAMPLE = re.compile("例|示例|样例|范例|例如|举例|模板")


def why_nobody(texts: Sequence[str], headings: Sequence[str], number: str, name: str) -> str:
    """Why a row is left out, "" when it is somebody's. `number` and `name` are its cells in these columns."""
    filled = [text for text in texts if text]
    if not filled:
        return _("Nothing but blanks.")
    first = compact(filled[0])
    if len(set(filled)) > 1 and filled == [heading for heading in headings if heading]:
        return _("The headings once more.")
    if EXAMPLE.fullmatch(first):
        return _("An example.")
    if not (name and compact(number).isdigit()) and FOOTER.match(first):
        return _("A total or a remark: “%(text)s”") % {"text": quoted(filled[0])}
    if len(set(filled)) == 1:
        return _why_single(filled[0], is_number=compact(number).isdigit())
    return ""


def heading_of_group(texts: Sequence[str]) -> int | None:
    """The number of a group, when a row says 第一组, 第一组（12人） or 第一组 组长：某某 and nothing else."""
    found = GROUP.match(_only(texts))
    return group_number(found[0]) if found else None


def ends_group(texts: Sequence[str]) -> bool:
    """Whether a row is a heading of something else (工作人员): who follows is in no group."""
    only = _only(texts)
    return bool(only) and not (only.isdigit() or FOOTER.match(only) or heading_of_group(texts))


def _only(texts: Sequence[str]) -> str:
    """What a row says, if it says but one thing."""
    words = {text for text in texts if text}
    return compact(words.pop()) if len(words) == 1 else ""


def _why_single(text: str, *, is_number: bool) -> str:
    if is_number:
        return _("Only a number, nobody's name.")
    if heading_of_group([text]):
        return _("A heading: “%(text)s”") % {"text": quoted(text)}
    return _("A remark: nothing but “%(text)s” stands in this row.") % {"text": quoted(text)}
