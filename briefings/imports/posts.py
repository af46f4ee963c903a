"""What posts and organizations look like in Chinese: 某某院党委书记、院长 is 某某院 and 党委书记、院长."""

import re
from collections.abc import Set as AbstractSet

ORGANIZATION = (
    "(?:院|所|校|大学|公司|集团|中心|局|处|委|部|厅|办|办公室|室|会|厂|站|社|馆|组|班|支部|园区|银行|署|台|科|队|系"
    "|区|市|县|镇|村|基地|平台|联盟|企业|科协|文协|作协|[妇文侨残社]联)"
)
RANK = (
    "(?:博士生|硕士生|研究生|临时党支部|党总支|党支部|党委|党组|支部|团委|纪委|工会|常务|执行|首席|高级|资深|名誉|特聘"
    "|主任|主治|责任|教授级|特级|局级|处级|厅级|[一二三四]级|总|正|副)"
)
HEAD = (
    "(?:(?:秘书|董事|理事|[院所处局部厅科司校市区县镇会行社馆站组班队厂省州台村团庭段店])长|书记|主任|委员|主席|教授|院士|研究员|工程师"
    "|组织员|调研员|巡视员|专家|老师|讲师|经理|总监|总裁|董事|顾问|秘书|干事|学员|代表|导师|参事|主编|会计师|经济师"
    "|医师|药师|护师|技师|设计师|架构师|律师|法官|检察官|辅导员|技术员|教员|教练|馆员|编审|编辑|总编|政委|博士|助理|科学家|负责人|嘉宾|总工|记者)"
)
POST = f"(?:原|时任)?{RANK}*{HEAD}"
POSTS = f"{POST}(?:[、兼]{POST})*"

IS_ORGANIZATION = re.compile(ORGANIZATION)
ENDS_AS_ORGANIZATION = re.compile(f"{ORGANIZATION}$")
ENDS_AS_POST = re.compile(f"{POST}$")
IS_POSTS = re.compile(POSTS)
BOTH = re.compile(f"(|.*?{ORGANIZATION})({POSTS})")


def is_organization(text: str, known: AbstractSet[str] = frozenset()) -> bool:
    return text in known or bool(ENDS_AS_ORGANIZATION.search(text[-4:]))


def split_post(text: str, known: AbstractSet[str] = frozenset()) -> tuple[str, str] | None:
    """(organization, title) of a post as billed, either may be ""; None when it holds no title."""
    for end in range(len(text) - 1, 1, -1):
        if text[:end] in known and IS_POSTS.fullmatch(text, end):
            return text[:end], text[end:]
    found = BOTH.fullmatch(text)
    return (found[1], found[2]) if found else None


def is_one_holder(text: str) -> bool:
    """Whether all of 党委书记、院长 is posts: in 书记张三、院长 somebody else is named on the way."""
    return all(ENDS_AS_POST.search(part[-12:]) for part in re.split("[、和与及]", text))
