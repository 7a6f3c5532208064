/* The guide's search: shows the chapters that have every word, and marks what was found. */
"use strict";
{
  const field = document.getElementById("guide-words");
  const said = document.getElementById("guide-found");
  const chapters = [...document.querySelectorAll(".desk-guide section")];
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = chapters.map((chapter) => plain(chapter.textContent));
  const marks = "highlights" in CSS ? new Highlight() : null;
  if (marks) CSS.highlights.set("guide", marks);

  const mark = (chapter, words) => {
    const walker = document.createTreeWalker(chapter, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.data.toLowerCase();
      for (const word of words) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + word.length);
          marks.add(range);
        }
      }
    }
  };

  const search = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    marks?.clear();
    chapters.forEach((chapter, i) => {
      const fits = words.every((word) => texts[i].includes(word));
      chapter.hidden = !fits;
      document.querySelector(`.guide-contents a[href="#${CSS.escape(chapter.firstElementChild.id)}"]`).parentElement.hidden = !fits;
      if (!fits) return;
      found += 1;
      if (marks && words.length) mark(chapter, words);
    });
    said.textContent = found ? "" : said.dataset.none;
  };

  field.closest("[hidden]").hidden = false;
  field.addEventListener("input", search);
}
