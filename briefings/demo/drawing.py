"""Draws the demo's photographs: a hall, an audience, a round table, a visit, a portrait, a group."""

import io
import random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1200, 800)
UPRIGHT = (300, 0, 900, 800)  # what a camera held upright sees of it
WALLS = ("#CBBFA9", "#B9C0C4", "#C7B7A3", "#BFC4B4", "#C9C0BA")
SKINS = ("#E3B994", "#D9AE86", "#EAC4A2", "#CFA17A")
COATS = ("#2F3440", "#3C3A38", "#24345A", "#5B4B44", "#46525A", "#6B2B2B", "#3D4A3A")
HAIR = ("#1C1816", "#2A211C", "#3A2C24")


def draw(scene, seed, upright=False):
    """JPEG bytes of a scene ("stage", "audience", "roundtable", "visit", "portrait", "group"); a seed gives one picture."""
    dice = random.Random(seed)
    image = Image.new("RGB", SIZE, dice.choice(WALLS))
    pen = ImageDraw.Draw(image)
    SCENES[scene](pen, dice)
    image = image.crop(UPRIGHT) if upright else image
    buffer = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(0.8)).save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


def _person(pen, dice, x, foot, height):
    head, coat = height * 0.2, dice.choice(COATS)
    top = foot - height
    pen.rounded_rectangle((x - head * 1.15, top + head * 1.5, x + head * 1.15, foot), head * 0.7, fill=coat)
    pen.polygon(
        [(x - head * 0.3, top + head * 1.5), (x + head * 0.3, top + head * 1.5), (x, top + head * 2.3)],
        fill="#F2F0EB",
    )
    pen.ellipse(
        (x - head * 0.62, top + head * 0.1, x + head * 0.62, top + head * 1.6), fill=dice.choice(SKINS)
    )
    pen.pieslice(
        (x - head * 0.68, top - head * 0.05, x + head * 0.68, top + head * 1.35),
        180,
        360,
        fill=dice.choice(HAIR),
    )


def _screen(pen, left=260, right=940):
    pen.rectangle((left, 90, right, 400), fill="#F4F2EC")
    pen.rectangle((left, 90, right, 140), fill="#A3151D")
    for row in range(3):
        pen.rectangle((left + 60, 190 + row * 60, right - 60 - row * 90, 214 + row * 60), fill="#D5CEC2")


def _floor(pen, top=640, color="#7C6A58"):
    pen.rectangle((0, top, 1200, 800), fill=color)


def _stage(pen, dice):
    _screen(pen)
    _floor(pen)
    pen.polygon([(180, 470), (330, 470), (310, 700), (200, 700)], fill="#7A3B22")
    _person(pen, dice, 255, 480, 210)
    for x in range(520, 1100, 140):
        _person(pen, dice, x, 700, 230)


def _audience(pen, dice):
    _screen(pen, 360, 840)
    for row in range(3):
        _floor(pen, 520 + row * 100, ("#8A7865", "#75634F", "#5F503F")[row])
        for x in range(90 - row * 30, 1200, 150):
            _person(pen, dice, x + dice.randint(-12, 12), 640 + row * 100, 170 + row * 20)


def _roundtable(pen, dice):
    _screen(pen, 330, 870)
    _floor(pen)
    for x in range(200, 1050, 160):
        _person(pen, dice, x, 640, 240)
    pen.rounded_rectangle((100, 580, 1100, 680), 40, fill="#EDE7DB")
    pen.rounded_rectangle((100, 640, 1100, 690), 24, fill="#A08562")


def _visit(pen, dice):
    pen.rectangle((0, 0, 1200, 420), fill="#C9DBE4")
    pen.rectangle((620, 150, 1200, 470), fill="#8C97A0")
    for x in range(660, 1180, 90):
        pen.rectangle((x, 190, x + 54, 260), fill="#E6EEF1")
        pen.rectangle((x, 300, x + 54, 370), fill="#E6EEF1")
    pen.ellipse((120, 190, 420, 560), fill="#5F7A52")
    _floor(pen, 460, "#9AA08E")
    for x in range(140, 1000, 120):
        _person(pen, dice, x, 740 - dice.randint(0, 40), 240)


def _portrait(pen, dice):
    pen.rectangle((0, 0, 1200, 800), fill=dice.choice(("#8E9AA3", "#A7988A", "#93A094")))
    _person(pen, dice, 600, 1000, 860)


def _group(pen, dice):
    pen.rectangle((150, 80, 1050, 190), fill="#A3151D")
    for n in range(8):
        pen.rectangle((230 + n * 95, 112, 290 + n * 95, 160), fill="#F6E7C8")
    _floor(pen, 660)
    for row, height in enumerate((250, 250)):
        for x in range(120 + row * 60, 1130, 120):
            _person(pen, dice, x, 620 + row * 110, height)


SCENES = {
    "stage": _stage,
    "audience": _audience,
    "roundtable": _roundtable,
    "visit": _visit,
    "portrait": _portrait,
    "group": _group,
}
