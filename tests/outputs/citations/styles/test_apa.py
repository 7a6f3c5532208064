"""APA, 7th edition: entries of a reference list."""

from datetime import date

import pytest

from outputs.citations.styles import apa
from tests.outputs.citations.works import CROWD, HOUSE, REPORT, in_periodical, people, report

ENTRIES = [
    (
        "no author",
        report(authors=()),
        "<em>Ferries Wait</em> (Strategic Snapshot). (2026, March 1). Caspian Institute. {URL}",
    ),
    (
        "the house itself",
        report(authors=HOUSE),
        "Caspian Institute. (2026, March 1). <em>Ferries Wait</em> (Strategic Snapshot). {URL}",
    ),
    (
        "an institution",
        report(authors=people("Harbor Board")),
        "Harbor Board. (2026, March 1). <em>Ferries Wait</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "one",
        report(),
        "Krikorian, O. J. (2026, March 1). <em>Ferries Wait</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "two",
        report(authors=people("Ada Abel", "Jean-Paul van der Berg")),
        "Abel, A., &amp; van der Berg, J.-P. (2026, March 1). <em>Ferries Wait</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "three",
        report(authors=people("Ada Abel", "Syed Fazl-e-Haider", "John Smith, Jr.")),
        "Abel, A., Fazl-e-Haider, S., &amp; Smith, J., Jr. (2026, March 1). <em>Ferries Wait</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "one name",
        report(authors=people("Plato")),
        "Plato. (2026, March 1). <em>Ferries Wait</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "seven",
        report(authors=people(*CROWD[:7])),
        "Ablea, A., Ableb, A., Ablec, A., Abled, A., Ablee, A., Ablef, A., &amp; Ableg, A. (2026, March 1). <em>Ferries Wait</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "twenty-one",
        report(authors=people(*CROWD)),
        "Ablea, A., Ableb, A., Ablec, A., Abled, A., Ablee, A., Ablef, A., Ableg, A., Ableh, A., Ablei, A., Ablej, A., Ablek, A., Ablel, A., Ablem, A., Ablen, A., Ableo, A., Ablep, A., Ableq, A., Abler, A., Ables, A., . . . Ableu, A. (2026, March 1). <em>Ferries Wait</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "no date",
        report(issued=None, accessed=date(2026, 5, 9)),
        "Krikorian, O. J. (n.d.). <em>Ferries Wait</em> (Strategic Snapshot). Caspian Institute. Retrieved May 9, 2026, from {URL}",
    ),
    (
        "a colon",
        report(title="Ferries: A Long Wait"),
        "Krikorian, O. J. (2026, March 1). <em>Ferries: A Long Wait</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "a question",
        report(title="Who Waits?"),
        "Krikorian, O. J. (2026, March 1). <em>Who Waits?</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "quotes",
        report(title="He Said “No” Twice"),
        "Krikorian, O. J. (2026, March 1). <em>He Said “No” Twice</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "quotes at the end",
        report(title="The Year of “No”"),
        "Krikorian, O. J. (2026, March 1). <em>The Year of “No”</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "markup",
        report(title="<em>Ferries</em> & More"),
        "Krikorian, O. J. (2026, March 1). <em>&lt;em&gt;Ferries&lt;/em&gt; &amp; More</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "a period",
        report(title="Ferries Wait in the U.S."),
        "Krikorian, O. J. (2026, March 1). <em>Ferries Wait in the U.S.</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "a DOI",
        report(doi="10.1000/182<1>"),
        "Krikorian, O. J. (2026, March 1). <em>Ferries Wait</em> (Strategic Snapshot). Caspian Institute. https://doi.org/10.1000/182%3C1%3E",
    ),
    (
        "no series",
        report(series=""),
        "Krikorian, O. J. (2026, March 1). <em>Ferries Wait</em>. Caspian Institute. {URL}",
    ),
    (
        "edition 3",
        report(edition=3),
        "Krikorian, O. J. (2026, March 1). <em>Ferries Wait</em> (Strategic Snapshot; Edition 3). Caspian Institute. {URL}",
    ),
    (
        "corrected",
        report(edition=2, is_corrected=True),
        "Krikorian, O. J. (2026, March 1). <em>Ferries Wait</em> (Strategic Snapshot; Edition 2, corrected). Caspian Institute. {URL}",
    ),
    (
        "another language",
        report(title="Паромы ждут", authors=people("Анна Каренина"), language="ru"),
        "Каренина, А. (2026, March 1). <em>Паромы ждут</em> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "Arabic",
        report(title="مستقبل COP29", authors=people("آني دالي"), language="ar"),
        "دالي, آني. (2026, March 1). <bdi><em>مستقبل COP29</em></bdi> (Strategic Snapshot). Caspian Institute. {URL}",
    ),
    (
        "in a periodical",
        in_periodical(),
        "Krikorian, O. J. (2026, March 1). Ferries Wait. <em>Caspian Monitor</em>, <em>22</em>(5). {URL}",
    ),
    (
        "its volume alone",
        in_periodical(issue=""),
        "Krikorian, O. J. (2026, March 1). Ferries Wait. <em>Caspian Monitor</em>, <em>22</em>. {URL}",
    ),
    (
        "its issue alone",
        in_periodical(volume=""),
        "Krikorian, O. J. (2026, March 1). Ferries Wait. <em>Caspian Monitor</em>, (5). {URL}",
    ),
    (
        "of the house in a periodical",
        in_periodical(authors=HOUSE),
        "Caspian Institute. (2026, March 1). Ferries Wait. <em>Caspian Monitor</em>, <em>22</em>(5). {URL}",
    ),
    (
        "quotes in a periodical",
        in_periodical(title='The "Old" Port Says “No”'),
        'Krikorian, O. J. (2026, March 1). The "Old" Port Says “No.” <em>Caspian Monitor</em>, <em>22</em>(5). {URL}',
    ),
    (
        "a question in a periodical",
        in_periodical(title="Who Waits?"),
        "Krikorian, O. J. (2026, March 1). Who Waits? <em>Caspian Monitor</em>, <em>22</em>(5). {URL}",
    ),
    (
        "a period in a periodical",
        in_periodical(title="Ferries Wait."),
        "Krikorian, O. J. (2026, March 1). Ferries Wait. <em>Caspian Monitor</em>, <em>22</em>(5). {URL}",
    ),
    (
        "an abbreviation in a periodical",
        in_periodical(title="Ferries of the U.S."),
        "Krikorian, O. J. (2026, March 1). Ferries of the U.S. <em>Caspian Monitor</em>, <em>22</em>(5). {URL}",
    ),
    (
        "markup in a periodical",
        in_periodical(title="<em>Ferries</em> & More"),
        "Krikorian, O. J. (2026, March 1). &lt;em&gt;Ferries&lt;/em&gt; &amp; More. <em>Caspian Monitor</em>, <em>22</em>(5). {URL}",
    ),
    (
        "Arabic in a periodical",
        in_periodical(title="مستقبل COP29", authors=people("آني دالي")),
        "دالي, آني. (2026, March 1). <bdi>مستقبل COP29</bdi>. <em>Caspian Monitor</em>, <em>22</em>(5). {URL}",
    ),
    (
        "no date in a periodical",
        in_periodical(issued=None, accessed=date(2026, 5, 9)),
        "Krikorian, O. J. (n.d.). Ferries Wait. <em>Caspian Monitor</em>, <em>22</em>(5). Retrieved May 9, 2026, from {URL}",
    ),
    (
        "corrected in a periodical",
        in_periodical(edition=2, is_corrected=True),
        "Krikorian, O. J. (2026, March 1). Ferries Wait (Edition 2, corrected). <em>Caspian Monitor</em>, <em>22</em>(5). {URL}",
    ),
]


@pytest.mark.parametrize(("work", "expected"), [pytest.param(*row, id=name) for name, *row in ENTRIES])
def test_an_entry_is_as_the_manual_has_it(work, expected):
    assert apa.entry(work).html == expected.format(URL=REPORT.url)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Onnik James", "O. J."), ("Jean-Paul", "J.-P."), ("E.M.", "E. M."), ("J. R. R.", "J. R. R."), ("Անի", "Ա."),
        ("E\u0301tienne", "E\u0301."), ("bell", "b."), ("آني", "آني"), ("近平", "近平"), ("“Bo”", "B."), ("👩‍🔬", "👩‍🔬"), ("", ""),
    ],
)  # fmt: skip
def test_given_names_become_initials_where_their_script_has_capitals(given, expected):
    assert apa.initials(given) == expected
