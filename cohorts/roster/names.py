"""Personal names: 张　三 is 张三, 阿依古丽·买买提 keeps its dot, 李四（女） and ★李四 are 李四."""

import re
import unicodedata

from django.utils.translation import gettext as _

from cohorts.roster import Cell
from cohorts.roster.places import Place
from cohorts.roster.tidying import BETWEEN_HAN, CLEARED, HAN, compact, one_line, text_of

DOT = re.compile(rf"(?<={HAN})\s*[·•‧∙⋅･・．.]\s*(?={HAN})")
REMARK = re.compile(r"\s*[（(]([^（）()]*)[）)]$")
MARKS = re.compile(r"^(?:[★☆*＊●○▲△◆■※#]+|[0-9]{1,3}[.、．])\s*|\s*[★☆*＊●○▲△◆■※#]+$")
GENDER = re.compile(rf"(?<={HAN}{HAN})\s+[男女]$")  # 李明远 女; but 王　女 is 王女
SHAPE = re.compile(rf"{HAN}(?:{HAN}|·(?={HAN}))*|[^\W\d_]+(?:[ .'’\-]+[^\W\d_]+)*\.?")


def name(cell: Cell, place: Place) -> str | None:
    written = unicodedata.normalize("NFC", one_line(text_of(cell)))
    if compact(written) == CLEARED:
        place.error("name_cleared", _("%(at)s can't be cleared: everybody has a name."))
        return None
    bare = MARKS.sub("", GENDER.sub("", REMARK.sub("", written)))
    if bare and bare != written:
        place.warn(
            "name_remark", _("%(at)s: “%(value)s” was read without what is no name in it."), value=written
        )
    else:
        bare = written
    found = DOT.sub("·", BETWEEN_HAN.sub("", bare))
    if " " in found:
        place.error(
            "name_blank", _("%(at)s “%(value)s” has a blank in it; write the name without."), value=found
        )
        return None
    if not SHAPE.fullmatch(found):
        place.warn("name_shape", _("%(at)s “%(value)s” doesn't look like a name; check it."), value=found)
    return found
