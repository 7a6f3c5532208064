"""One invented snapshot in six languages, printed in many manners, with odd lines in every article."""

import random
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from hypothesis import strategies as st


@dataclass(frozen=True)
class Tongue:
    """A snapshot in one language: its words, and the odd lines that may stand in every article.

    `sections` hold titles with articles: title, names, day, points.
    """

    title: str
    intro: str
    label: str
    by: str
    joint: str
    sections: list
    odd_label: str
    foot: str
    kicker: str
    odd_date: str
    months: str
    day: str = "{day} {month} {year}"


DAYS = [date(2025, 3, 3), date(2024, 11, 14), date(2025, 8, 27)]


def sections(*found: tuple) -> list:
    (first, second), articles = found[0], found[1:]
    made = [(*article[:2], day, article[2]) for article, day in zip(articles, DAYS, strict=True)]
    return [(first, made[:2]), (second, made[2:])]


LANGUAGES = {
    "English": Tongue(
        "Harbor Notes: Locks and Weirs",
        "Two rivers meet below the old lock. Their keepers have not spoken for a year.",
        "Summary:",
        "By ",
        " and ",
        sections(
            ("Locks", "Weirs"),
            ("The Upper Lock Closes for Good", ["Hester Quill"], ["The gates rusted.", "Nobody paid for new ones."]),
            ("Barges Wait for Rain Again", ["Hester Quill", "Ode Marsh"], ["The water fell by a foot."]),
            ("A Weir Nobody Asked For", ["Pell Strand"], ["It was built in May.", "The fish have gone."]),
        ),
        "Worth a Minute",
        "Filed under water",
        "Field Note",
        "soon enough",
        "January February March April May June July August September October November December",
        "{month} {day}, {year}",
    ),
    "French": Tongue(
        "Carnet du port : écluses et barrages",
        "Deux rivières se rejoignent sous la vieille écluse. Leurs gardiens ne se parlent plus.",
        "Résumé :",
        "Par ",
        " et ",
        sections(
            ("Écluses", "Barrages"),
            ("L’écluse haute ferme pour toujours", ["Aude Marchal"], ["Les portes ont rouillé.", "Personne n’a payé."]),
            ("Les péniches attendent la pluie", ["Aude Marchal", "Loïc Kervel"], ["L’eau a baissé d’un pied."]),
            ("Un barrage que nul ne voulait", ["Inès Roussel"], ["Il date de mai.", "Les poissons sont partis."]),
        ),
        "À retenir",
        "Classé sous eau",
        "Note de terrain",
        "bientôt, dit-on",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "German": Tongue(
        "Hafenheft: Schleusen und Wehre",
        "Zwei Flüsse treffen sich unter der alten Schleuse. Ihre Wärter reden nicht miteinander.",
        "Zusammenfassung:",
        "Von ",
        " und ",
        sections(
            ("Schleusen", "Wehre"),
            ("Die obere Schleuse schließt für immer", ["Hedda Quast"], ["Die Tore sind verrostet.", "Niemand zahlte."]),
            ("Kähne warten wieder auf Regen", ["Hedda Quast", "Odo Marsch"], ["Das Wasser fiel um einen Fuß."]),
            ("Ein Wehr, das keiner wollte", ["Pia Strand"], ["Es wurde im Mai gebaut.", "Die Fische sind fort."]),
        ),
        "Kurz gesagt",
        "Abgelegt unter Wasser",
        "Feldnotiz",
        "demnächst vielleicht",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "{day}. {month} {year}",
    ),
    "Ukrainian": Tongue(
        "Портовий зошит: шлюзи й загати",
        "Дві річки сходяться під старим шлюзом. Їхні доглядачі не розмовляють уже рік.",
        "Підсумок:",
        "",
        " та ",
        sections(
            ("Шлюзи", "Загати"),
            (
                "Верхній шлюз зачиняється назавжди",
                ["Ганна Кравець"],
                ["Ворота заіржавіли.", "Ніхто не заплатив за нові."],
            ),
            ("Баржі знову чекають на дощ", ["Ганна Кравець", "Остап Мороз"], ["Вода впала на пів метра."]),
            ("Загата, якої ніхто не просив", ["Леся Яворська"], ["Її збудували в травні.", "Риба зникла."]),
        ),
        "Варто знати",
        "Тека про воду",
        "Польова нотатка",
        "незабаром",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    ),
    "Arabic": Tongue(
        "دفتر الميناء: الأهوسة والسدود",
        "يلتقي نهران تحت الهويس القديم. ولم يتحدث حارساهما منذ عام.",
        "الملخص:",
        "بقلم ",
        "، ",
        sections(
            ("الأهوسة", "السدود"),
            ("الهويس الأعلى يغلق أبوابه إلى الأبد", ["سلمى حداد"], ["صدئت البوابات كلها.", "لم يدفع أحد ثمن الجديدة."]),
            ("القوارب تنتظر المطر من جديد", ["سلمى حداد", "كريم منصور"], ["انخفض الماء قدما واحدة."]),
            ("سد لم يطلبه أحد من السكان", ["ليلى عواد"], ["بني في شهر مايو.", "رحلت الأسماك من هنا."]),
        ),
        "خلاصة القول",
        "ملف المياه",
        "مذكرة ميدانية",
        "قريبا جدا",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    ),
    "Chinese": Tongue(
        "港口札记：船闸与堰",
        "两条河在旧船闸下交汇。看守人已经一年没有说话。",
        "摘要：",
        "作者：",
        "、",
        sections(
            ("船闸", "堰坝"),
            ("上游船闸永久关闭之后", ["陈一鸣"], ["闸门已经生锈。", "没有人为新闸门付钱。"]),
            ("驳船又在等待雨水到来", ["陈一鸣", "林小雨"], ["水位下降了一尺。"]),
            ("一座无人想要的堰坝", ["周子安"], ["它建于五月。", "鱼都不见了。"]),
        ),
        "值得一读",
        "归档于水务栏目",
        "田野笔记一则",
        "即将公布",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "{year}年{month}月{day}日",
    ),
}
BULLETS = ["- ", "• ", "– ", "* ", "▪ ", "1. "]


def drawn(tongue: Tongue, manner: random.Random) -> Tongue:
    """Return a random snapshot in the words of `tongue`: other sections, orders, authors, dates and points."""
    found = [article for _section, articles in tongue.sections for article in articles]
    names = sorted({name for _title, names, _day, _points in found for name in names})
    points = manner.sample(every := [point for *_article, points in found for point in points], len(every))
    starts = [0, *sorted(manner.sample(range(1, len(points)), len(found) - 1)), len(points)]
    made = [
        (title, manner.sample(names, manner.randint(1, 3)), day(manner), points[start:end])
        for (title, *_), (start, end) in zip(manner.sample(found, len(found)), pairwise(starts), strict=True)
    ]
    cut = manner.randint(1, 2)
    titles = manner.sample([section for section, _articles in tongue.sections], 2)
    return replace(tongue, sections=[(titles[0], made[:cut]), (titles[1], made[cut:])])


def day(manner: random.Random) -> date:
    return date(2015 + manner.randrange(12), 1 + manner.randrange(12), 1 + manner.randrange(28))


def written(tongue: Tongue, manner: random.Random, odd: str) -> str:
    """Return the snapshot as a text in a manner drawn from `manner`, with one `odd` line in every article."""
    blank, bullet = manner.choice(["none", "blocks", "all"]), manner.choice(BULLETS)
    has_by, has_label = bool(tongue.by) and (manner.random() < 0.7 or tongue.by == "作者："), manner.random() < 0.8
    colon = manner.random() < 0.5
    rows: list[str] = [tongue.title, "", tongue.intro]
    gap = [""] if blank != "none" else []
    for section, articles in tongue.sections:
        rows += [*gap, section]
        for title, names, day, points in articles:
            rows += [*gap, title, (tongue.by if has_by else "") + tongue.joint.join(names)]
            kicker = [tongue.kicker] if odd == "kicker" else []
            printed = tongue.day.format(day=day.day, month=tongue.months.split()[day.month - 1], year=day.year)
            rows += [*kicker, tongue.odd_date if odd == "date" else printed]
            if odd == "label":
                rows.append(tongue.odd_label + (":" if colon else ""))
            elif has_label or odd in ("date", "kicker"):
                rows.append(tongue.label)
            rows += [bullet.replace("1", str(number)) + point for number, point in enumerate(points, 1)]
            rows += [tongue.foot] if odd == "foot" else []
    if blank == "all":
        rows = [one for row in rows if row for one in (row, "")]
    return "\n".join(rows)


manners = st.integers(0, 10_000).map(random.Random)
