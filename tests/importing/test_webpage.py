"""Web pages, newsletters and exported HTML, as their readers see them."""

import pytest

from importing.lines import Unreadable
from importing.reading.web.webpage import read_page

WORDS = "Rivers carry boats and quarrels between the two valleys. " * 4


def texts(source: str) -> list[str]:
    return [line.text for line in read_page(source).lines]


def rows(source: str) -> list[tuple]:
    return [(line.role.value, line.level, line.text) for line in read_page(source).lines]


def codes(source: str) -> list[tuple]:
    return [(warning.code, warning.line) for warning in read_page(source).warnings]


def test_blocks_are_lines_and_inline_tags_are_not():
    assert rows("<h2>A <i>title</i></h2><div>One<p>two<td>three<blockquote>four</blockquote></div>") == [
        ("heading", 2, "A title"),
        ("text", 0, "One"),
        ("text", 0, "two"),
        ("text", 0, "three"),
        ("text", 0, "four"),
    ]


def test_a_break_ends_a_line_outside_lists():
    assert texts("<p>Ada Quill<br>March 3, 2025</p>") == ["Ada Quill", "March 3, 2025"]


def test_names_that_only_css_separates_stay_apart():
    assert texts("<p><span class=name>Ada Quill</span><span class=day>March 3, 2025</span>") == [
        "Ada Quill | March 3, 2025"
    ]


def test_names_with_words_between_them_are_one_line():
    byline = "<span class=name>Ada Quill</span><span class=joint> and </span><span class=name>Bo Ferris</span>"
    assert texts(f"<p>{byline}</p>") == ["Ada Quill and Bo Ferris"]


def test_lists_give_depth_with_or_without_closing_tags():
    expected = [("bullet", 1, "a"), ("bullet", 2, "b"), ("bullet", 1, "c")]
    assert rows("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>") == expected
    assert rows("<ul><li>a<ul><li>b</ul><li>c</ul>") == expected


def test_a_point_in_two_paragraphs_is_one_bullet():
    assert rows("<ul><li><p>A point.</p><p>More of it.</p></li></ul>") == [("bullet", 1, "A point. More of it.")]


def test_facts_broken_inside_an_item_stay_apart():
    assert texts("<ul><li>A Title<br>Ada Quill<br>March 3, 2025</li></ul>") == ["A Title", "Ada Quill", "March 3, 2025"]


def test_looks_are_kept_and_nested_by_extent():
    line = read_page('<p><a href="https://a.test/">a <b>b</b></a> <span style="font-weight:700">c</span>').lines[0]
    assert line.html == '<a href="https://a.test/">a <strong>b</strong></a><strong> c</strong>'


def test_a_wholly_bold_line_is_one_strong_element():
    line = read_page("<p><b>A </b><b>title</b> <b>in <a href='https://a.test/'>parts</a></b></p>").lines[0]
    assert line.html.startswith("<strong>A title")
    assert line.html.endswith("</strong>")


def test_active_content_is_dropped_and_reported_at_its_line():
    source = (
        "<p>One</p><p onclick='x()'>Two</p><p>Three<script>alert(1)</script></p>"
        "<p>Four <a href='javascript:x'>bad</a></p><p>Five<iframe src='https://a.test'></iframe></p>"
    )
    assert texts(source) == ["One", "Two", "Three", "Four bad", "Five"]
    assert codes(source) == [("dropped-handler", 2), ("dropped-script", 3), ("dropped-link", 4), ("dropped-frame", 5)]


@pytest.mark.parametrize(
    "hiding",
    ['style="display: none"', 'style="mso-hide:all"', "hidden", 'aria-hidden="true"', 'class="screen-reader-text"'],
)
def test_hidden_words_are_left_out_and_reported(hiding):
    source = f"<p>Seen <span {hiding}>not seen</span> words</p>"
    assert texts(source) == ["Seen words"]
    assert "not seen" in read_page(source).warnings[0].message


@pytest.mark.parametrize(
    "chrome",
    [
        "<nav><a href='/'>Home</a></nav>",
        "<header class='site-header'>The House</header>",
        "<footer>Imprint</footer>",
        "<aside>Recent</aside>",
        "<div class='sharedaddy'>Share this</div>",
        "<div class='jp-relatedposts'>Other things</div>",
        "<section id='comments'>Well said!</section>",
        "<div id='cookie-notice'>We use cookies</div>",
        "<form class='signup'>Your address <button>Go</button></form>",
        "<div role='navigation'>Menu</div>",
        "<table class='footer'><tr><td>Imprint</td></tr></table>",
        "<p>View this email in your browser</p>",
    ],
)
def test_what_stands_around_a_page_is_left_out_and_quoted(chrome):
    page = read_page(f"<body>{chrome}<h1>Title</h1><p>{WORDS}</p></body>")
    assert [line.text for line in page.lines] == ["Title", WORDS.strip()]
    assert [warning.code for warning in page.warnings] == ["left-out"]


def test_the_head_of_an_article_is_kept():
    source = (
        f"<article><header><h1>Title</h1><p>Ada Quill</p><time>March 3, 2025</time></header><p>{WORDS}</p></article>"
    )
    assert texts(source)[:3] == ["Title", "Ada Quill", "March 3, 2025"]


def test_the_only_title_of_a_page_is_kept_even_in_its_header():
    assert texts(f"<header><h1>Title</h1></header><p>{WORDS}</p>")[0] == "Title"


def test_what_is_outside_the_main_part_is_left_out_and_reported():
    page = read_page(f"<div>Before</div><main><h1>Title</h1><p>{WORDS}</p></main><div>After</div>")
    assert [line.text for line in page.lines] == ["Title", WORDS.strip()]
    assert [(warning.line, warning.code) for warning in page.warnings] == [(1, "left-out"), (4, "left-out")]


def test_a_title_above_the_main_part_is_kept():
    assert texts(f"<title>Title – House</title><h1>Title</h1><main><p>{WORDS}</p></main>")[0] == "Title"


def test_several_articles_on_a_page_are_all_kept():
    one = f"<article><h2>Title</h2><p>{WORDS}</p></article>"
    assert len(texts(f"<p>Intro</p>{one}{one}")) == 5


def test_a_part_with_most_of_the_words_is_never_left_out():
    assert texts(f"<p>Short</p><div class='sidebar'><p>{WORDS}</p></div>") == ["Short", WORDS.strip()]


def test_a_summary_beside_the_text_of_an_article_is_kept():
    source = f"<article><p>{WORDS}</p><aside><h4>Key takeaways</h4><ul><li>A point</li></ul></aside></article>"
    assert texts(source)[1:] == ["Key takeaways", "A point"]


def test_a_topic_class_is_no_share_button():
    assert texts("<article class='category-social post-share-of-trade'><p>Words</p></article>") == ["Words"]


def test_read_more_stands_on_a_line_of_its_own_with_its_link():
    lines = read_page("<p>Beginning … <a class='more-link' href='https://a.test/full'>Read more</a></p>").lines
    assert [(line.text, [link.url for link in line.links]) for line in lines] == [
        ("Beginning …", []),
        ("Read more", ["https://a.test/full"]),
    ]


def test_claims_come_from_the_head_and_never_into_the_lines():
    page = read_page(
        '<title>Rivers – House</title><meta property="og:title" content="Rivers"><meta name="author" content="desk">'
        '<meta property="article:published_time" content="2025-03-02T08:00:00Z"><script type="application/ld+json">'
        '{"@graph": [{"@type": "NewsArticle", "headline": "R", "author": [{"@id": "#a"}, {"name": "Bo Ferris"}]},'
        '{"@type": "Person", "@id": "#a", "name": "Ada Quill"}]}</script><p>Words</p>'
    )
    assert page.claims == {"title": "Rivers", "authors": "Ada Quill; Bo Ferris", "date": "2025-03-02"}
    assert [line.text for line in page.lines] == ["Words"]
    assert page.warnings == []


@pytest.mark.parametrize(
    "script", ["[" * 100_000, "{", "null", '{"@type": 3, "author": {"name": ["x"]}}', '{"datePublished": "soon"}']
)
def test_broken_claims_are_ignored(script):
    assert read_page(f'<script type="application/ld+json">{script}</script><p>Words</p>').claims == {}


def test_relative_links_lose_their_address_and_keep_their_words():
    page = read_page("<p><a href='/about'>About</a> it</p>")
    assert (page.lines[0].html, page.lines[0].links) == ("About it", ())
    assert codes("<p><a href='/about'>About</a> it</p>") == [("dropped-link", 1)]


def test_a_base_makes_them_full():
    assert read_page("<base href='https://a.test/'><p><a href='b'>c</a>").lines[0].links[0].url == "https://a.test/b"


@pytest.mark.parametrize(
    "paragraph",
    [
        # Word, as saved
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>"
        "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span></span><![endif]>Point</p>",
        # Word, filtered
        "<p class=MsoListParagraph style='margin-left:72.0pt;text-indent:-18.0pt'><span style='font-family:Symbol'>·"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>Point</p>",
        # Word's built-in style
        "<p class=MsoListBullet2>Point</p>",
        # Google Docs
        '<ul class="c3 lst-kix_abc-1 start"><li class="c2 li-bullet-0"><span>Point</span></li></ul>',
    ],
)
def test_bullets_of_word_and_google_docs_have_their_depth_and_lose_their_sign(paragraph):
    assert rows(paragraph) == [("bullet", 2, "Point")]


def test_a_google_docs_style_sheet_makes_words_bold():
    assert (
        read_page("<style>.c1{font-weight:700}</style><p><span class='c1'>Title</span>").lines[0].html
        == "<strong>Title</strong>"
    )


def test_a_google_docs_title_is_a_heading():
    assert rows('<p class="c5 title"><span>Title</span></p>') == [("heading", 1, "Title")]


@pytest.mark.parametrize(
    ("sign", "note"),
    [
        ('<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>', '<p><a href="#ftnt_ref1">[1]</a> A note.</p>'),
        ('<a href="#_ftn1"><span>[1]</span></a>', '<p><a href="#_ftnref1">[1]</a> A note.</p>'),
        (
            '<sup id="fnref-1"><a href="#fn-1">1</a></sup>',
            '<ol><li id="fn-1">A note. <a href="#fnref-1">↩</a></li></ol>',
        ),
    ],
)
def test_notes_are_left_out_and_reported(sign, note):
    source = f"<p>Words{sign} here</p>{note}"
    assert texts(source) == ["Words here"]
    assert codes(source) == [("footnote", 2)]


def test_a_newsletter_of_layout_tables_flows_as_blocks():
    source = "<table><tr><td><h1>Title</h1>Intro<br><br>More</td></tr><tr><td><strong>Next</strong></td></tr></table>"
    assert texts(source) == ["Title", "Intro", "More", "Next"]


def test_a_data_table_is_read_cell_by_cell_with_a_warning():
    assert codes("<table><tr><th>a<th>b<tr><td>c<td>d</table>") == [("table", 1)]


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["div", "b", "ul", "nav"])
def test_tags_nested_a_hundred_thousand_deep_are_read(tag):
    assert "deep" in texts(f"<{tag}>" * 100_000 + "deep")


@pytest.mark.slow
def test_more_lines_than_anybody_writes_are_refused():
    with pytest.raises(Unreadable):
        read_page("<p>x" * 40_000)
