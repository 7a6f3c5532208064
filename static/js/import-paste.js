/* Keep the links of pasted text: its HTML is sent along, until the text is changed. */

const text = document.querySelector(".import-upload [name=text]");
const markup = document.querySelector(".import-upload [name=markup]");
const note = document.getElementById("pasted-links");
const LINK = /<a\s[^>]*href/i;
let pasted = "";

text?.addEventListener("paste", (event) => {
  const html = event.clipboardData.getData("text/html");
  pasted = !text.value.trim() && LINK.test(html) ? html : "";
});

text?.addEventListener("input", (event) => {
  const isPasted = event.inputType === "insertFromPaste" && pasted;
  markup.value = isPasted ? `<html><body>${pasted}</body></html>` : "";
  note.hidden = !isPasted;
  pasted = "";
});
