"""The sentences that open an article, made from a forum's records; what no record holds is left as 【待核】.

They are words of the briefing, not of the interface: Chinese in every language, and patterns an editor can read.
"""

from django.utils import timezone

from briefings.document import Byline
from briefings.models import SessionKind, SpeakerRole
from briefings.models.speaker import GUEST_ROLES
from briefings.numbering import hanzi

UNKNOWN = "【待核】"

NOTE = "{日期}，{主办}举办以{主题}为主题的{活动}。{环节}现将{内容}编发如下，供学习交流。"
PARTS = "活动分为{环节}{个数}个环节。"
REPORT = "{日期}{时段}，{主办}以{主题}为题{地点}举办{活动}。{出席}。"
MODERATED = "{环节}由{主持人}主持。"
SPOKE = "{讲者}{人数}{论题}{发言}。"
LECTURE = "{讲者}应邀作题为{题目}的{环节}。"
DISCUSSED = "{嘉宾}{人数}{论题}展开讨论。"
QUOTED = "现场发言摘录如下："
REVIEW = "{点评人}{人数}对学员的发言作了点评。"
CLOSING = "活动最后，{讲者}作总结发言。"
ALSO = "{讲者}也作了发言。"
MORNING_ENDS, AFTERNOON_ENDS = 12, 18


def note(forum):
    """The editor's note."""
    held = [session for session in forum.sessions.all() if session.is_recorded]
    headings = _listed(session.heading for session in held)
    parts = PARTS.format(环节=headings, 个数=_count(len(held))) if len(held) > 1 else ""
    talks = any(session.talks.all() for session in held)
    discussion = any(session.kind == SessionKind.ROUND_TABLE for session in held)
    contents = ["活动情况", *(["发言摘要"] if talks else []), *(["现场讨论"] if discussion else [])]
    return [NOTE.format(**_facts(forum), 环节=parts, 内容=_listed(contents))]


def report(forum):
    """The report's paragraphs: when, where, who attended; then a sentence for each session that has one."""
    first = REPORT.format(
        **_facts(forum),
        时段=part_of_day(forum.starts),
        地点=f"在{forum.place}" if forum.place else "",
        出席=_attendance(_guests(forum)),
    )
    hosts = _of_role(_at_forum(forum), SpeakerRole.MODERATOR)
    first += MODERATED.format(环节=forum.name, 主持人=_listed(map(full, hosts))) if hosts else ""
    return [first, *filter(None, (_told(session) for session in forum.sessions.all()))]


def session_lead(session):
    """The paragraphs that open a session whose own text is not written; none where it needs none."""
    if session.kind == SessionKind.ROUND_TABLE and session.is_recorded:
        quoted = any(quote.approved_by_id for quote in session.quotes.all())
        return [_round_table(session), *([QUOTED] if quoted else [])]
    if session.kind == SessionKind.REVIEW and session.comments.all():
        return [_review(session)]
    return []


def introduction(text, billed, sentence):
    """A sentence saying who speaks, unless the text names all of them already."""
    unnamed = [one for one in billed if one.name not in text]
    return [sentence.format(讲者=_listed(map(full, billed)))] if unnamed else []


def part_of_day(moment):
    hour = timezone.localtime(moment).hour
    return "上午" if hour < MORNING_ENDS else "下午" if hour < AFTERNOON_ENDS else "晚上"


def full(billed: Byline):
    """某某院副院长张某某: as a list names somebody."""
    return f"{billed.organization}{billed.title}{billed.name}"


def _facts(forum):
    day = forum.day
    return {
        "日期": f"{day.month}月{day.day}日",
        "主办": forum.host or UNKNOWN,
        "主题": _in_quotes(forum.theme),
        "活动": forum.name,
    }


def _attendance(guests):
    """Who attended, and which of them comments: named again, without their posts, unless all of them do."""
    if not guests:
        return f"{UNKNOWN}出席活动"
    names = _listed(map(full, guests))
    pause = "，" if "，" in names else ""
    comment = _of_role(guests, SpeakerRole.COMMENTATOR)
    if len(comment) == len(guests):
        return f"{names}{pause}出席活动并作点评"
    also = f"，{_listed(one.name for one in comment)}作点评" if comment else ""
    return f"{names}{pause}出席活动{also}"


def _told(session):
    """The report's sentence about a session; "" for one that speaks for itself."""
    talks = session.talks.all()
    if session.kind == SessionKind.KEYNOTE and talks:
        billed = list({one.person_id or one.name: one for talk in talks for one in talk.people}.values())
        placed = bool(billed) and all(one.organization for one in billed)
        names = _listed(f"{one.organization}的{one.name}" if placed else one.name for one in billed)
        return _moderated(session) + SPOKE.format(
            讲者=("来自" if placed else "") + (names or UNKNOWN),
            人数=_several(billed, "讲者"),
            论题=_about(session),
            发言="先后发言" if len(billed) > 1 else "发言",
        )
    if session.kind == SessionKind.LECTURE and talks:
        return "".join(
            LECTURE.format(
                讲者=_listed(map(full, talk.people)) or UNKNOWN,
                题目=_in_quotes(talk.title),
                环节=session.heading,
            )
            for talk in talks
        )
    return ""


def _round_table(session):
    panel = _of_role(session.people, SpeakerRole.PANELIST)
    return _moderated(session) + DISCUSSED.format(
        嘉宾=_listed(map(full, panel)) or UNKNOWN,
        人数=_several(panel, "与谈人"),
        论题=_about(session),
    )


def _review(session):
    """In protocol order; those whom the report bills among the guests by name only."""
    guests = {}
    for n, one in enumerate(_guests(session.forum)):
        guests |= {one.person_id: n, one.name: n}
    people = {comment.person_id or comment.name: comment for comment in session.comments.all()}
    order = sorted(people, key=lambda key: guests.get(key, guests.get(people[key].name, len(guests))))
    return REVIEW.format(
        点评人=_listed(
            people[key].name if people[key].name in guests else full(people[key]) for key in order
        ),
        人数=_several(order, "嘉宾"),
    )


def _moderated(session):
    """Nothing where the whole forum had its moderator, whom the report names."""
    named = _of_role(session.people, SpeakerRole.MODERATOR)
    if not named and _of_role(_at_forum(session.forum), SpeakerRole.MODERATOR):
        return ""
    return MODERATED.format(环节=session.heading, 主持人=_listed(map(full, named)) or UNKNOWN)


def _at_forum(forum):
    """In protocol order, as Speakers are read."""
    return [one for one in forum.speakers.all() if one.at_forum]


def _guests(forum):
    return [one for one in _at_forum(forum) if one.role in GUEST_ROLES]


def _of_role(speakers, role):
    return [one for one in speakers if one.role == role]


def _about(session):
    return f"围绕{_in_quotes(session.topic)}" if session.topic else ""


def _several(people, called):
    """四位讲者, 两位讲者; nothing for one, who was just named."""
    return f"{_count(len(people))}位{called}" if len(people) > 1 else ""


def _count(number):
    return "两" if number == 2 else hanzi(number)


def _in_quotes(title):
    inner = title.replace("|", "").replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def _listed(names):
    """甲、乙; where a post holds a 、 itself, 甲，乙."""
    names = list(names)
    return ("，" if any("、" in name for name in names) else "、").join(names)
