"""What the demo's organizers have written down: the half-days of the first two weeks, and who was away."""

from datetime import timedelta
from itertools import product

from cohorts.models import Absence, HalfDay, User

WEEKS = 2
TOPICS = (
    "开班式与入学教育",
    "党性教育专题",
    "科技政策解读",
    "案例教学",
    "分组研讨",
    "现场教学",
    "专题讲座",
    "学员论坛筹备",
)
AWAY = (  # (which half-day, roster number, kind, remark)
    (1, 7, "sick", "感冒发热"),
    (3, 12, "official", "单位评审会"),
    (4, 12, "official", "单位评审会"),
    (6, 3, "personal", ""),
    (9, 21, "late", "高速封路"),
    (12, 12, "official", "出差"),
    (13, 12, "official", "出差"),
)


def load(cohorts):
    """Half-days and absences of each cohort."""
    organizer = User.objects.get(username="organizer")
    for cohort in cohorts.values():
        days = [cohort.starts + timedelta(days=n) for n in range(7 * WEEKS)]
        weekdays = [day for day in days if day.weekday() < 5]
        half_days = HalfDay.objects.bulk_create(
            HalfDay(cohort=cohort, day=day, half=half, topic=TOPICS[place % len(TOPICS)])
            for place, (day, half) in enumerate(product(weekdays, "12"))
        )
        trainees = {place.number: place for place in cohort.enrollments.all()}
        Absence.objects.bulk_create(
            Absence(
                half_day=half_days[at], enrollment=trainees[number], kind=kind, remark=remark, by=organizer
            )
            for at, number, kind, remark in AWAY
        )
