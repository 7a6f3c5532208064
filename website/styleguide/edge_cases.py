"""Extreme but realistic texts and names of think tanks."""

from datetime import UTC, date, datetime

ONE = "Y"
LONG = (
    "What the Ministers of Transport of Nine Countries Agreed upon in the Third Week of Negotiations on the Ferry, the "
    "Railway and the Customs House, Why Four of Them Will Not Sign It, and What Shippers, Insurers and the Crews of "
    "Eleven Ports May Expect of the Coming Winter, with a Note on Method and on the Ice"
)
TITLE_OF_300 = f"{LONG}, and Then Some"[:300].ljust(300, ".")
UNBROKEN = "Hafenbetriebsgesellschaft" * 16  # 400 characters without a line break opportunity
HOSTILE = '"><script>document.title="broken"</script><b onmouseover=x>Quotation'
ARABIC = "ليلى الحدّاد"
ARABIC_TITLE = "ماذا يعني الممر البحري الجديد لموانئ القوقاز؟"
GEORGIAN = "ნინო ქავთარაძე"
GEORGIAN_TITLE = "შავი ზღვის პორტები ზამთრის მოლოდინში"
CHINESE = "陳曉明"
CHINESE_TITLE = "里海渡輪航線的新時刻表"
DAY = date(2026, 3, 9)
MOMENT = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
LATER = datetime(2026, 4, 2, 14, 5, tzinfo=UTC)
DIGEST = "9f2c" * 16
HERE = "#styleguide"  # target of all sample links
SENTENCE = "Ferries wait for berths, not for cargo, and the wait is now the larger cost."


def author(name: str, role: str = "", url: str = HERE) -> dict:
    """Return a sample author for a byline."""
    return {"name": name, "url": url, "role": role}


ADA = author("Ada Marlowe", "Senior Fellow, Ports and Passage")
BORIS = author("Boris Oyelaran", "Research Associate")
SCRIPTS = [author(ARABIC, "Fellow"), author(GEORGIAN), author(CHINESE, "Visiting Scholar")]
CROWD = [author(f"{first} Quayle-{last}") for first in ("Ana", "Ben", "Cleo", "Dov", "Eve") for last in "ABCDEF"]
UNKNOWN = author("The Harbor Desk", url="")
