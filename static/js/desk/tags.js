/* The admin's field for tags, as chips. The field itself stays, hidden, and keeps the value: names separated by commas,
   in quotation marks where a name has a comma (taggit's rules). */

import { $, el, icon } from "./dom.js";

const PIECE = /"([^"]*)"|[^,"]+/g;

export const namesIn = (text) => [...text.matchAll(PIECE)].map(([piece, quoted]) => (quoted ?? piece).trim()).filter(Boolean);

/* One name has quotation marks, too, or taggit would separate it at its spaces. */
export const textOf = (names) => names.map((name) => `"${name.replaceAll('"', "")}"`).join(", ");

export function offerTags(field) {
  const label = $(`label[for="${field.id}"]`);
  const list = el("ul.chosen-list", { "aria-label": "Tags: chosen" });
  const input = el("input.chooser-input", { type: "text", autocomplete: "off", id: `${field.id}-add`, "aria-describedby": field.getAttribute("aria-describedby") });
  const put = (names) => {
    field.value = textOf([...new Set(names)]);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const add = () => {
    const names = namesIn(input.value);
    input.value = "";
    if (names.length) put([...namesIn(field.value), ...names]);
  };
  const itemOf = (name) => {
    const remove = () => (put(namesIn(field.value).filter((each) => each !== name)), input.focus());
    return el("li.chosen", {}, el("span.chosen-name", {}, name), el("button.icon-button", { type: "button", "aria-label": `Remove ${name}`, onclick: remove }, icon("close")));
  };
  const draw = () => {
    const names = namesIn(field.value);
    list.replaceChildren(...names.map(itemOf));
    list.hidden = !names.length;
    input.placeholder = names.length ? "Add…" : "Add tags, separated by commas";
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" || event.key === ",") (event.preventDefault(), add());
    else if (event.key === "Backspace" && !input.value) $("button", list.lastElementChild ?? list)?.focus();
  });
  input.addEventListener("blur", add);
  field.addEventListener("change", draw);
  if (label) label.htmlFor = input.id;
  field.hidden = true;
  field.after(el("div.chooser", {}, list, input));
  draw();
}
