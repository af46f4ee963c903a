"""Who is named: a byline, an attribution or a comment's first words, taken apart and looked up in the roster."""

import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import product

from django.utils.translation import gettext as _

from briefings.document import Byline
from briefings.imports import KnownPerson, Names, Unsure
from briefings.imports.lines import HAN
from briefings.imports.names import looks_like_a_name
from briefings.imports.posts import (
    ENDS_AS_POST,
    IS_ORGANIZATION,
    IS_POSTS,
    POST,
    POSTS,
    is_one_holder,
    is_organization,
    split_post,
)

NOT_LAST_IN_A_NAME = "副总原正党首是为的在有如下"

SAYING = "(?:指出|认为|强调|表示|肯定|点评|谈到|提出|评价|建议|希望|要求|总结|寄语|勉励|称赞|赞扬|介绍|说|：)"
MANNER = (
    f"(?:充分|高度|首先|最后|随后|明确|特别|着重|还|也|同时|在{HAN}{{1,8}}[中时]|[作做]出?了?|进行了?"
    "|对[^，。；：]{1,24}?(?:给予|予以|进行|表示|[作做]出?)了?)"
)
SPEECH = f"(?:同志|老师|教授)?{MANNER}{{0,3}}{SAYING}"
LEADING_WORDS = re.compile("(?:(?:活动)?最后，?|首先，?|其次，?|随后，?|接着，?)?")
AFTER_NAME = re.compile(f"(?:({POSTS})|[（(]([^（）()]{{2,40}})[)）])?{SPEECH}")
BEFORE_NAME = re.compile(f"([^，。；：]{{0,40}}{POST})({HAN}{{2,4}}?)(?={SPEECH})")

LABEL = re.compile(
    r"(?:(?:工作)?单位|姓名|主讲人?|主讲嘉宾|报告人|演讲人|演讲者|发言人|讲者|分享人|作者|点评人|点评嘉宾)\s*[：:]\s*"
)
HAN_NAME = re.compile(f"{HAN}{{2,4}}")
NAME_AND_POST = re.compile(rf"({HAN}{{2,4}})\s*[（(]([^（）()]+)[)）]")
IN_BRACKETS = re.compile(r"[（(]([^（）()]+)[)）]")
WORD = re.compile(rf"(?<![^\s、]){HAN}[ \u3000\t]+{HAN}(?![^\s、])|\S+")


class Roster:
    """`Names` to look things up in. Asked first; what it does not know is reported, never corrected."""

    def __init__(self, names: Names) -> None:
        self.people: defaultdict[str, list[KnownPerson]] = defaultdict(list)
        for person in names.people:
            self.people["".join(person.name.split())].append(person)
        self.organizations = names.organizations | {person.organization for person in names.people} - {""}

    def knows(self, name: str) -> bool:
        return name in self.people

    def identified(self, byline: Byline, number: int, doubts: list[Unsure]) -> Byline:
        """The byline with its person, when it can only be one; else as it was, and a doubt."""
        if not self.people:
            return byline
        wording = {"name": byline.name, "organization": byline.organization}
        persons = self.people.get(byline.name, [])
        fitting = [person for person in persons if _fits(person.organization, byline.organization)]
        if not persons:
            doubts.append(
                Unsure(
                    number,
                    _("“%(name)s” is not in the roster. Check the name, or add the person to the roster.")
                    % wording,
                )
            )
        elif byline.organization not in self.organizations | {""} and not fitting:
            doubts.append(
                Unsure(
                    number,
                    _(
                        "“%(organization)s”, the organization given for %(name)s, is not in the roster. Check it."
                    )
                    % wording,
                )
            )
        if len(persons) > 1 and len(fitting) != 1:
            doubts.append(
                Unsure(
                    number,
                    _(
                        "Several people in the roster are called “%(name)s”. Choose the right one in the byline."
                    )
                    % wording,
                )
            )
        found = persons if len(persons) == 1 else fitting
        return replace(byline, person=found[0].uuid) if len(found) == 1 else byline

    def billed(self, text: str) -> tuple[Byline, ...]:
        """Who a byline bills: organization and names parted by spaces, either first; () when nobody."""
        words = self._words(text)
        if len(words) == 1 and not self._is_name(words[0], [], last=True):
            return ()
        bylines: list[Byline] = []
        post: list[str] = []
        organization = title = ""
        for place, word in enumerate(words):
            if self._is_name(word, post, last=place == len(words) - 1):
                if post:
                    organization, title = self._post(post)
                bylines.append(Byline(name=word, organization=organization, title=title))
                post = []
            else:
                post.append(word)
        return _billed_after(bylines, *self._post(post), self.organizations) if post else tuple(bylines)

    def attributed(self, text: str) -> tuple[Byline, ...]:
        """Who stands after a quote's ——: a roster name, 2–4 Han, or organization and name; () when nobody."""
        name = "".join(text.split())
        if self.knows(name) or len(text) == len(name) and HAN_NAME.fullmatch(name):
            return (Byline(name=name),)
        several = text.split("、")
        if len(several) > 1 and all(map(HAN_NAME.fullmatch, several)):
            return tuple(Byline(name=one) for one in several)
        bylines = self.billed(text)
        words = self._words(text)
        if not bylines and len(words) == 2 and HAN_NAME.fullmatch(words[1]):
            return (Byline(name=words[1], organization=words[0]),)
        return bylines

    def speaking(self, text: str) -> tuple[Byline, ...]:
        """Who stands before ： and what was said; () when it is nobody."""
        if byline := self.commenting(text + "："):
            return (byline,)
        bylines = self.billed(text)
        return bylines if all(self.knows(one.name) or self._is_titled(one.name) for one in bylines) else ()

    def commenting(self, text: str) -> Byline | None:
        """Who begins to speak: somebody with a title and a verb of saying, at the start of a paragraph."""
        head = text[:100].replace("**", "")
        head = head[LEADING_WORDS.match(head).end() :]  # type: ignore[union-attr]
        starts = [0, *(found.end() for found in IS_ORGANIZATION.finditer(head[:40]))]
        for start, length in product(starts, (3, 2, 4)):
            name = head[start : start + length]
            after = AFTER_NAME.match(head, start + length)
            if after and (self.knows(name) or self._is_titled(name) and (after[1] or after[2])):
                organization, title = self._post([after[2]]) if after[2] else (head[:start], after[1] or "")
                return Byline(name=name, organization=organization, title=title)
        before = BEFORE_NAME.match(head)
        if before and is_one_holder(before[1]) and (self.knows(before[2]) or looks_like_a_name(before[2])):
            organization, title = split_post(before[1], self.organizations) or ("", before[1])
            return Byline(name=before[2], organization=organization, title=title)
        return None

    def is_sure(self, bylines: tuple[Byline, ...]) -> bool:
        """Whether these are people even where nothing around says so."""
        return any(
            self.knows(byline.name)
            or byline.title
            or is_organization(byline.organization, self.organizations)
            for byline in bylines
        )

    def _words(self, text: str) -> list[str]:
        text = LABEL.sub("", text.strip())
        text = IN_BRACKETS.sub(r"\1", text) if IN_BRACKETS.fullmatch(text) else text
        text = NAME_AND_POST.sub(r"\1 \2", text) if NAME_AND_POST.fullmatch(text) else text
        words = [
            IN_BRACKETS.sub(r"\1", "".join(word.split())) if word[0] in "（(" else "".join(word.split())
            for word in self._listed(text)
        ]
        return [part for word in words for part in self._parted(word)]

    def _listed(self, text: str) -> Iterator[str]:
        """The words between spaces; names are parted by 、 too, and a post may hold one: 副院长、主任医师."""
        for word in WORD.findall(text):
            several = word.split("、")
            yield from several if all(map(self._may_be_a_name, several)) else [word]

    def _may_be_a_name(self, word: str) -> bool:
        return self.knows(word) or looks_like_a_name(word)

    def _parted(self, word: str) -> list[str]:
        """某某院张三 as two words, when the roster knows 张三."""
        head, dot, tail = word.partition("·")
        if dot and is_organization(head, self.organizations) and looks_like_a_name(tail):
            return [head, tail]
        for length in (4, 3, 2):
            head, tail = word[:-length], word[-length:]
            if self.knows(tail) and (
                is_organization(head, self.organizations) or ENDS_AS_POST.search(head[-12:])
            ):
                return [head, tail]
        return [word]

    def _is_name(self, word: str, post: list[str], last: bool) -> bool:
        if self.knows(word) or word in self.organizations:
            return self.knows(word)
        if looks_like_a_name(word):
            return last or not is_organization(word)
        return last and bool(HAN_NAME.fullmatch(word) and post) and is_organization(post[-1])

    def _is_titled(self, name: str) -> bool:
        return looks_like_a_name(name) and name[-1] not in NOT_LAST_IN_A_NAME

    def _post(self, words: list[str]) -> tuple[str, str]:
        """(organization, title) of the words beside a name."""
        *before, last = words
        if IS_POSTS.fullmatch(last):
            return " ".join(before), last
        organization, title = split_post(last, self.organizations) or (last, "")
        return " ".join([*before, organization]), title


def _billed_after(
    bylines: list[Byline], organization: str, title: str, known: AbstractSet[str]
) -> tuple[Byline, ...]:
    """张三 某某院: what follows the names is theirs, unless they have it already or it looks like neither."""
    if not title and not is_organization(organization, known):
        return ()
    if len(bylines) > 1 and any(
        byline.organization and organization or byline.title and title for byline in bylines
    ):
        return ()
    return tuple(
        replace(
            byline,
            organization=f"{byline.organization} {organization}".strip(),
            title=f"{byline.title} {title}".strip(),
        )
        for byline in bylines
    )


def _fits(known: str, billed: str) -> bool:
    return bool(known and billed) and (known in billed or billed in known)
