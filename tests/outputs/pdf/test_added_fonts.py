"""The one package that docs/operating.md names (Debian: fonts-noto) sets the scripts that our own fonts lack.

Skipped where it is not installed. PDF_FONTS=FOLDER runs it with fonts from elsewhere.
"""

from pathlib import Path

import pytest
from django.conf import settings

from record import record_version
from tests import make, pdfs
from tests.make import NOON, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FOLDER = Path(settings.PDF_FONTS or "/usr/share/fonts")
IS_THERE = all(any(FOLDER.rglob(name)) for name in ("NotoSansCJK-Regular.ttc", "NotoSansBengali-Regular.ttf"))


# A large package of the system, and the operator's choice; the skip says that it is absent.
@pytest.mark.skipif(not IS_THERE, reason="Debian's package fonts-noto is not installed here")
@pytest.mark.parametrize(("language", "text"), [
    ("zh", "港口的未来，漢字"), ("ja", "港の未来、カタカナ"), ("ko", "항구의 미래"), ("hi", "बंदरगाह क्षेत्र।"), ("th", "ท่าเรือ น้ำ"), ("bn", "বন্দর ক্ষেত্র।"),
])  # fmt: skip
def test_a_text_has_its_files_once_the_package_is_there(client, settings, language, text):
    settings.PDF_FONTS = str(FOLDER)
    record_version.clear_cache()
    published(make.article(text, slug="port", language=language, points=[text], body=f"<p>{text}</p>"), NOON)
    page = client.get("/analysis/port/").content.decode()
    assert "citation_pdf_url" in page
    assert "og:image" in page
    answer = client.get("/analysis/port.pdf")
    assert answer.status_code == 200
    assert text.split()[0][:2] in pdfs.printed(answer.content)
    assert client.get("/analysis/port/card.png").status_code == 200
