"""Which field a heading means: 手机, ＊ 联系电话（必填） and 手机号/电话 are all the mobile number."""

import re

from cohorts.roster.fields import FIELDS
from cohorts.roster.tidying import compact, seen

REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
ORNAMENT = re.compile("[*:★※#。]")
BILINGUAL = re.compile("(?<=[\u4e00-\u9fff])[A-Za-z]+.*$")
AND = re.compile("[/、,&+及和与或]")
# What may stand above several headings and says nothing more than they do.
GATHERING = frozenset(
    "联系方式 通讯方式 联络方式 联系信息 基本信息 基本情况 个人信息 个人情况 学员信息 学员基本信息 学员基本情况 学员情况 "
    "人员信息 身份信息 工作信息 工作情况 单位信息 单位情况 班级信息 编组情况 编班情况 分组信息 其他信息".split()
)


def plain(heading: str) -> str:
    """As it is compared: half-width, lower case, without blanks, ornaments and bracketed remarks."""
    whole = compact(seen(heading))
    bare = ORNAMENT.sub("", REMARK.sub("", whole)) or ORNAMENT.sub("", whole)
    return BILINGUAL.sub("", bare).lower()


FIELD_OF = {plain(heading): field.name for field in FIELDS.values() for heading in field.headings}


def field_of(heading: str) -> str:
    """The field's name, "" if it isn't known. 单位及职务 is a field of its own."""
    key = plain(heading)
    if found := FIELD_OF.get(key):
        return found
    meant = {FIELD_OF.get(part, "") for part in AND.split(key) if part}
    if len(meant) == 1:
        return meant.pop()
    return (
        "organization_and_title"
        if {"organization", "title"} <= meant <= {"organization", "department", "title"}
        else ""
    )


def rank(heading: str, field: str) -> int:
    """How good a heading is for its field, the best 0."""
    known = [plain(alias) for alias in FIELDS[field].headings]
    key = plain(heading)
    return known.index(key) if key in known else len(known)


def field_below(above: str, heading: str) -> str:
    """The field of a heading that stands under another: 联系方式 → 手机, but not 紧急联系人 → 手机."""
    if not heading or not above or plain(above) == plain(heading):
        return field_of(heading or above)
    if plain(above) in GATHERING and (found := field_of(heading)):
        return found  # 联系方式 over E-mail is no 联系方式
    return field_of(above + heading)
