"""The demo's issues: invented texts, imported, illustrated and taken through the real workflow."""

import json
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils.timezone import make_aware

from briefings.demo.drawing import draw
from briefings.document import Picture, Placement, from_json
from briefings.imports.text import read
from briefings.models import Edition, Occasion, Photo, Series, Step, Version
from briefings.models.arrival import find_series_and_cohort, import_document, names_for
from briefings.richtext import blocks
from briefings.workflow import Move
from cohorts.models import Program, User

HERE = Path(__file__).parent
PASSES = ("reviewer1", "reviewer2", "reviewer3")


def load():
    """Create the series and its ten issues: eight published, one in review, one draft."""
    Series.objects.create(
        program=Program.objects.get(),
        name="学员论坛简报",
        slug="luntan",
        report_to="中共云州市委科技工作委员会领导",
        send_to="云州青山干部学院",
        distribute_to="培训班全体学员",
    )
    users = {user.username: user for user in User.objects.all()}
    for entry in json.loads((HERE / "issues.json").read_text(encoding="utf-8")):
        issue, day = _arrive(entry, users["editor"])
        if entry.get("state") == "draft":
            continue
        issue.move(Move.SUBMIT, by=users["editor"])
        if entry.get("state") == "review":
            issue.move(Move.PASS, by=users["reviewer1"], note="史实、数字已核，同意。")
            continue
        _publish(issue, users)
        if entry["correct"]:
            _correct(issue, entry["correct"], users)
        _backdate(issue, day)


def _arrive(entry, editor):
    data = (HERE / "issues" / entry["file"]).read_bytes()
    masthead = read(data).document.masthead
    series, cohort = find_series_and_cohort(masthead)
    document = read(data, names_for(cohort)).document
    issue = import_document(_illustrate(document, entry, cohort, editor), series, cohort, editor)
    issue.set_visibility(entry["visibility"])
    return issue, masthead.date


def _illustrate(document, entry, cohort, editor):
    """The document with the entry's photos drawn, stored and put into its articles."""
    for n, spec in enumerate(entry["photos"]):
        words = {"caption": spec["caption"], "alt": spec["alt"]}
        photo = Photo.store(
            draw(spec["scene"], f"{entry['file']}{n}"), cohort=cohort, by=editor, credit="宣传委员", **words
        )
        picture = Picture(
            photo=str(photo.pk),
            width=photo.width,
            height=photo.height,
            credit=photo.credit,
            placement=Placement(spec["placement"]),
            **words,
        )
        document = replace(
            document, sections=tuple(_with_picture(section, spec, picture) for section in document.sections)
        )
    return document


def _with_picture(section, spec, picture):
    if section.heading != spec["section"]:
        return section
    chosen = next((a for a in section.articles if a.title == spec["article"]), section.articles[0])
    return replace(
        section, articles=tuple(_placed(a, picture) if a is chosen else a for a in section.articles)
    )


def _placed(article, picture):
    """The article with the picture at its first empty place (a 【图1】 of the text), else at its end."""
    pictures = list(article.pictures)
    for n, waiting in enumerate(pictures):
        if waiting.photo is None:
            pictures[n] = replace(picture, after=waiting.after)
            break
    else:
        pictures.append(replace(picture, after=len(blocks(article.html)) if pictures else 0))
    return replace(article, pictures=tuple(pictures))


def _publish(issue, users):
    for username, words in zip(
        PASSES, ("史实、数字已核，同意。", "文字已顺，同意。", "同意报签。"), strict=True
    ):
        issue.move(Move.PASS, by=users[username], note=words)
    issue.move(Move.SIGN, by=users["signatory"], note="同意印发。")
    issue.move(Move.PUBLISH, by=users["editor"])


def _correct(issue, correction, users):
    issue.move(Move.CORRECT, by=users["editor"], note=correction["reason"])
    mended = issue.document().to_json().replace(correction["find"], correction["replace"])
    issue.replace_with(from_json(mended), by=users["editor"], occasion=Occasion.EDIT, note="更正")
    issue.move(Move.SUBMIT, by=users["editor"])
    _publish(issue, users)


def _backdate(issue, day):
    """Let the record say it happened in the days before the issue's date, as it would have."""
    moment = make_aware(datetime.combine(datetime.fromisoformat(day), time(17, 30)))
    Edition.objects.filter(issue=issue).update(published_at=moment)
    Version.objects.filter(issue=issue).update(at=moment - timedelta(hours=6))
    for n, step in enumerate(issue.steps.order_by("-pk")):
        Step.objects.filter(pk=step.pk).update(at=moment - timedelta(minutes=37 * n))
    type(issue).objects.filter(pk=issue.pk).update(
        created_at=moment - timedelta(days=3), edited_at=moment - timedelta(hours=6)
    )
