"""The sentences that open an article, made from a forum's records; what no record holds is left as 【待核】.

They are words of the briefing, not of the interface: Chinese in every language, and a pattern an editor can read.
"""

from django.utils import timezone

from briefings.document import Byline
from briefings.models import SessionKind, SpeakerRole
from briefings.models.speaker import GUEST_ROLES
from briefings.numbering import hanzi

UNKNOWN = "【待核】"

NOTE = (
    "{日期}，{主办}举办以“{主题}”为主题的{活动}{环节}。现将论坛情况、发言摘要和现场讨论编发如下，供学习交流。"
)
REPORT = "{日期}{时段}，{主办}以“{主题}”为题{地点}举办{活动}。{出席}出席活动{点评}。"
MODERATED = "{活动}由{主持人}主持。"
KEYNOTE = "{环节}由{主持人}主持。来自{讲者}{人数}{论题}先后发言。"
LECTURE = "{讲者}应邀作题为“{题目}”的{环节}。"
ROUND_TABLE = "{环节}由{主持人}主持。{嘉宾}{人数}{论题}展开讨论。"
QUOTED = "现场讨论热烈，摘录部分发言如下："
REVIEW = "{点评人}对学员的发言作了点评。"
CLOSING = "活动最后，{讲者}作总结发言。"
MORNING_ENDS, AFTERNOON_ENDS = 12, 18


def note(forum):
    """The editor's note."""
    held = [session for session in forum.sessions.all() if session.is_recorded]
    named = _listed([session.heading for session in held])
    parts = f"，分为{named}{hanzi(len(held))}个环节" if len(held) > 1 else ""
    return [NOTE.format(**_facts(forum), 环节=parts)]


def report(forum):
    """The report's paragraphs: when, where, who attended; then a sentence for each session that has one."""
    guests = in_protocol_order(speaker for speaker in forum.speakers.all() if speaker.role in GUEST_ROLES)
    comments = any(guest.role == SpeakerRole.COMMENTATOR for guest in guests)
    first = REPORT.format(
        **_facts(forum),
        时段=part_of_day(forum.starts),
        地点=f"在{forum.place}" if forum.place else "",
        出席=_listed(map(full, guests)) or UNKNOWN,
        点评="并作点评" if comments else "",
    )
    hosts = [one for one in forum.speakers.all() if one.at_forum and one.role == SpeakerRole.MODERATOR]
    first += MODERATED.format(活动=forum.name, 主持人=_listed(map(full, hosts))) if hosts else ""
    return [first, *filter(None, (_told(session) for session in forum.sessions.all()))]


def session_lead(session):
    """The paragraphs that open a session whose own text is not written; none where it needs none."""
    if session.kind == SessionKind.ROUND_TABLE and session.is_recorded:
        quoted = any(quote.approved_by_id for quote in session.quotes.all())
        return [_round_table(session), *([QUOTED] if quoted else [])]
    if session.kind == SessionKind.REVIEW and session.comments.all():
        order = {speaker.person_id or speaker.name: n for n, speaker in enumerate(_guests(session.forum))}
        people = sorted(
            {comment.name: comment for comment in session.comments.all()}.values(),
            key=lambda comment: order.get(comment.person_id or comment.name, len(order)),
        )
        return [REVIEW.format(点评人=_listed(map(full, people)))]
    return []


def introduction(text, billed, sentence, **facts):
    """A sentence saying who speaks, unless the text names all of them already."""
    unnamed = [one for one in billed if one.name not in text]
    return [sentence.format(讲者=_listed(map(full, billed)), **facts)] if unnamed else []


def part_of_day(moment):
    hour = timezone.localtime(moment).hour
    return "上午" if hour < MORNING_ENDS else "下午" if hour < AFTERNOON_ENDS else "晚上"


def in_protocol_order(speakers):
    """By protocol order, whatever order they were entered in; those without one last."""
    return sorted(speakers, key=lambda one: (one.protocol_order is None, one.protocol_order or 0, one.pk))


def full(billed: Byline):
    """某某院副院长张某某: as a list names somebody."""
    return f"{billed.organization}{billed.title}{billed.name}"


def _facts(forum):
    day = forum.day
    return {
        "日期": f"{day.month}月{day.day}日",
        "主办": forum.host or UNKNOWN,
        "主题": forum.theme.replace("|", "") or UNKNOWN,
        "活动": forum.name,
    }


def _told(session):
    """The report's sentence about a session; "" for one that speaks for itself."""
    talks = session.talks.all()
    if session.kind == SessionKind.KEYNOTE and talks:
        billed = [one for talk in talks for one in talk.speakers.all()]
        return KEYNOTE.format(
            环节=session.heading,
            主持人=_moderators(session),
            讲者=_listed(
                f"{one.organization}的{one.name}" if one.organization else one.name for one in billed
            )
            or UNKNOWN,
            人数=_several(billed, "学员代表"),
            论题=_about(session),
        )
    if session.kind == SessionKind.LECTURE and talks:
        return "".join(
            LECTURE.format(
                讲者=_listed(map(full, talk.speakers.all())) or UNKNOWN,
                题目=talk.title.replace("|", ""),
                环节=session.heading,
            )
            for talk in talks
        )
    return ""


def _round_table(session):
    panel = [one for one in session.speakers.all() if one.role == SpeakerRole.PANELIST]
    return ROUND_TABLE.format(
        环节=session.heading,
        主持人=_moderators(session),
        嘉宾=_listed(map(full, in_protocol_order(panel))) or UNKNOWN,
        人数=_several(panel, "嘉宾"),
        论题=_about(session),
    )


def _moderators(session):
    named = [one for one in session.speakers.all() if one.role == SpeakerRole.MODERATOR]
    if not named:
        named = [
            one for one in session.forum.speakers.all() if one.at_forum and one.role == SpeakerRole.MODERATOR
        ]
    return _listed(map(full, in_protocol_order(named))) or UNKNOWN


def _guests(forum):
    return in_protocol_order(one for one in forum.speakers.all() if one.role in GUEST_ROLES)


def _about(session):
    return f"围绕“{session.topic}”" if session.topic else ""


def _several(people, called):
    """四位嘉宾, 两位嘉宾; nothing for one, who was just named."""
    count = "两" if len(people) == 2 else hanzi(len(people)) if people else UNKNOWN
    return f"{count}位{called}" if len(people) != 1 else ""


def _listed(names):
    return "、".join(names)
