"""Who and when, where only the prose says so: guests, moderators, panelists, a speaker, the day of a forum."""

import re
from collections.abc import Iterator
from datetime import date

from briefings.document import Byline
from briefings.imports.names import looks_like_a_name
from briefings.imports.people import LEADING_WORDS, Roster
from briefings.imports.posts import ENDS_AS_POST, IS_POSTS, is_organization, split_post

NUMERAL = "[两二三四五六七八九十]"
SENTENCE = re.compile("[^。！？；\n]+")
DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:的?(上午|下午|晚上?|傍晚))?")
PLACE = re.compile("在([^，。；在]{2,30}?)(?:隆重)?(?:举行|召开|举办|开讲)")
ATTENDED = re.compile(
    "(.+?)，?(?:一同|一起|共同|应邀|亲临|全程)*(?:出席|莅临|到会|到场|听取)|.*嘉宾(?:有)?[：:](.+)"
)
MODERATED = re.compile("([^，。；：]{0,20}?)由([^，。；：]{2,60}?)(?:同志|同学|老师)?(?:共同)?(?:担任)?主持")
PANEL = re.compile(f"([^，。；：]+?)等?{NUMERAL}{{1,2}}[位名](?:学员|同学|同志|嘉宾|代表|专家|老师)")
INVITED = re.compile("(?:邀请|特邀|请来|请到)(?:到|了|来)*")
AFTER_A_NAME = re.compile("[，。作做为以就给来讲带对在发进的]|$")
IN_BRACKETS = re.compile("(.+?)([（(][^（）()]*[)）])")
COMMA = re.compile("，(?![^（(]*[)）])")
PAUSE = re.compile("、(?![^（(]*[)）])")
CONJUNCTION = re.compile("^(?:以及|和|与|及)")
COURTESY = re.compile("(?:同志|同学|老师|先生|女士)$")
LONGEST_NAME = 4
LONGEST_BILLING = 80


def held_on(text: str, issued: date) -> tuple[date, str] | None:
    """(day, part of the day or "") of 9月11日下午: the last such day up to the issue's date. None: no day is said."""
    for year, month, day, part in DAY.findall(text):
        for candidate in [int(year)] if year else [issued.year, issued.year - 1]:
            try:
                found = date(candidate, int(month), int(day))
            except ValueError:
                continue
            if year or found <= issued:
                return found, part
    return None


def place(text: str) -> str:
    """青山学院明德厅 of 在青山学院明德厅举行; "" when no place is said."""
    found = PLACE.search(text)
    return found[1] if found else ""


def guests(text: str, roster: Roster) -> tuple[list[Byline], bool]:
    """Who 出席活动, in the order of the list; and whether they are said to have commented."""
    for sentence in SENTENCE.findall(text):
        found = ATTENDED.match(sentence)
        named = list(listed(found[1] or found[2], roster)) if found else []
        if named:
            return named, "点评" in sentence
    return [], False


def moderators(text: str, roster: Roster) -> Iterator[tuple[str, Byline]]:
    """(what was moderated, by whom) of each 主旨论坛由某某主持."""
    for subject, who in MODERATED.findall(text):
        for byline in listed(who, roster):
            yield subject, byline


def panelists(text: str, roster: Roster) -> list[Byline]:
    """Who is named before 等四位学员."""
    found = PANEL.search(text)
    return list(listed(found[1], roster)) if found else []


def invited(text: str, roster: Roster) -> Byline | None:
    """Who was 邀请 to speak, or else begins to speak."""
    asked = (_first(text[start.end() :], roster) for start in INVITED.finditer(text))
    return next(filter(None, asked), None) or speaking(text, roster)


def speaking(text: str, roster: Roster) -> Byline | None:
    """Who begins to speak: 活动最后，某某处副处长张三对论坛作总结发言."""
    if byline := roster.commenting(text):
        return byline
    found = _first(LEADING_WORDS.sub("", text, count=1), roster)
    return found if found and (found.title or roster.knows(found.name)) else None


def _first(text: str, roster: Roster) -> Byline | None:
    """The person a text begins with."""
    head = text[:LONGEST_BILLING].partition("。")[0]
    ends = AFTER_A_NAME.finditer(head)
    return next(filter(None, (person(head[: end.start()], roster) for end in ends)), None)


def listed(text: str, roster: Roster) -> Iterator[Byline]:
    """The people of a list; a 、 may part two posts of one of them: 党委书记、院长张三、处长李四."""
    for part in COMMA.split(text):
        held = ""
        for item in PAUSE.split(part):
            held += item
            if byline := person(held, roster):
                yield byline
            held = f"{held}、" if not byline and ENDS_AS_POST.search(held[-12:]) else ""


def person(text: str, roster: Roster) -> Byline | None:
    """One person with what they are, before or behind the name; None when it is not clear that this is one."""
    text = COURTESY.sub("", CONJUNCTION.sub("", text.strip(" \u3000，、")))
    for length in (3, 2, LONGEST_NAME):
        head, name = text[:-length], text[-length:]
        if _is_name(name, roster) and (post := _post(head, roster)):
            return Byline(None, name, *post)
    for length in (3, 2, LONGEST_NAME):
        name, title = text[:length], text[length:]
        if _is_name(name, roster) and IS_POSTS.fullmatch(title):
            return Byline(None, name, "", title)
    return None


def _is_name(name: str, roster: Roster) -> bool:
    return roster.knows(name) or looks_like_a_name(name)


def _post(head: str, roster: Roster) -> tuple[str, str] | None:
    """(organization, title) of the words before a name; None when they are neither."""
    if not head:
        return "", ""
    bracketed = IN_BRACKETS.fullmatch(head)
    core, bracket = (bracketed[1], bracketed[2]) if bracketed else (head, "")
    if ENDS_AS_POST.search(core[-12:]):
        organization, title = split_post(core, roster.organizations) or ("", core)
        return organization, title + bracket
    return (core + bracket, "") if is_organization(core, roster.organizations) else None
