"""The words before names: "By", "Commentary by", "Rapporteurs:", "作者：", "translated by".

Any words before a colon introduce names, in any language, as do words before a small word such as "by". If the words
are in a known language, they decide whether the names are authors; otherwise the names are authors.
"""

import re

BY_WORDS = (
    "by par por door od przez от від autor автор автори авторы autores autoren auteur auteurs autore autori"
    " yazan írta toimittanut από του بقلم كتبه إعداد نوشته מאת bởi oleh egile"
)
# These occur in names too ("Ada von Strand"), so they introduce names only at the start of a line.
PARTICLE_WORDS = "von av af di de da per"
BY = rf"(?:{'|'.join(BY_WORDS.split())})"
PARTICLE = "|".join(f"{word.capitalize()}|{word.upper()}" for word in PARTICLE_WORDS.split())
BEFORE_BY = re.compile(rf"(?P<words>(?i:(?:[^\W\d_][\w’'-]*\s+){{0,4}}?{BY})|{PARTICLE})\s+(?P<names>\S.*)")
BEFORE_WITH = re.compile(
    r"(?P<words>(?:[^\W\d_][\w’'-]*\s+){1,3}(?:with|avec|mit|con|com|med|met|with the))\s+(?P<names>\S.*)", re.I
)
BEFORE_COLON = re.compile(r"(?P<words>[^\d:：,;|、，،(“”«»„]{2,30}?)\s*[:：]\s*(?P<names>\S.*)")
WRITTEN = re.compile(
    r"(?:writt|post|publish|report|author|text|texte|texto|testo|byline|words|écrit|escrito|scritto|geschrieben|wrote"
    r"|autor|auteur|автор|текст|by|作者|撰文|文|记者|記者|글|著者|执笔|執筆|بقلم|إعداد|كتبه|مאת|מאת|נכתב)",
    re.I,
)
# Contributors who are not the writers.
OTHER_WORK = re.compile(
    r"(?:edit|éd[iu]t|redak|redaz|redacc|redaç|rédac|translat|trad[ou]|übers|перев|перекл|tłumacz|çevir|vertaa?l|overs[aæ]t"
    r"|översät|photo|foto|фото|fotó|zdjęc|illustr|graph|gráf|grafi|infograf|image|picture|source|quelle|fuente|fonte|kaynak"
    r"|źródł|источник|джерел|review|fact|check|design|layout|data|video|audio|译|譯|翻译|編集|编辑|編輯|来源|來源|摄影|攝影|出典"
    r"|ترجم|تحرير|المصدر|تصوير|תרגום|עריכה|מקור|צילום|편집|번역|출처|사진)",
    re.I,
)
SMALL = re.compile(rf"(?:{BY}|{PARTICLE}|and|&|und|et|y|e|и|та|with|the|of|for|on)", re.I)
# "Jane Roe with Toby Byron": both are writers.
WITH = re.compile(
    r"\s*,?\s+(?:in (?:collaboration|cooperation|partnership|association) with|together with|along(?:side| with)|with"
    r"|en collaboration avec|avec|zusammen mit|mit|en colaboración con|con|com|in collaborazione con|tillsammans med"
    r"|med|met|при участии|за участю|совместно с|разом з|与|與|ile birlikte)\s+(?=[^\W\d_])(?=\w*[^\Wa-z\d_])"
)
FOR = re.compile(r"\s+(?:for|from|at|of|pour|für|para|voor|för|для|dla|için)\s+(?=\S)")


def introduction(text: str) -> tuple[str, str] | None:
    """Return the words that introduce names and the rest of the line, or None."""
    found = BEFORE_COLON.fullmatch(text) or BEFORE_BY.fullmatch(text) or BEFORE_WITH.fullmatch(text)
    return (found["words"].strip(), found["names"]) if found else None


def is_other_work(words: str) -> bool:
    """Return whether the words name only work besides writing ("Translated by", not "Reported and translated by")."""
    said = [word for word in re.findall(r"[^\W\d_]+", words) if not SMALL.fullmatch(word)]
    return bool(said) and all(OTHER_WORK.match(word) for word in said)


def is_plain_by(words: str) -> bool:
    """Return whether the words only say that someone wrote it."""
    said = [word for word in re.findall(r"[^\W\d_]+", words) if not SMALL.fullmatch(word)]
    return all(WRITTEN.match(word) for word in said)
