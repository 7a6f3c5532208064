"""Texts that break what is written carelessly: markup, controls, other scripts, line ends, formulas."""

from hypothesis import strategies as st

ODD = [
    "]]>", "<![CDATA[x]]>", "&amp;lt; & <b>", "\x00\x07\x0b\x1f", "\ufffe\uffff", "\ud800", "👩‍🔬🏴󠁧󠁢󠁥󠁮󠁧󠁿", "عنوان: COP29", "שלום",
    "\u202eevil\u202c", "e\u0301", "Երևան", "=1+1", "@SUM(A1)", "＝cmd", " \"'=x", "\t=x", "-5 points", "+49", "'=x", "''",
    "a\r\nb\u2028c\x85d", '"', '""', "a,b;c", "x\\", "{}", "ER  - ", "TY  - JOUR", "@article{x,", "--- `` ''", "%", "</content>", "<?xml?>",
]  # fmt: skip
text = st.one_of(
    st.sampled_from(ODD),
    st.text(st.sampled_from("<>&]['\"=+-@＝\t\r\n ;,\\{}éəア"), max_size=10),
    st.text(max_size=10),
    st.text(st.characters(), max_size=6),
)
line = st.lists(text, min_size=1, max_size=3).map(" ".join)
