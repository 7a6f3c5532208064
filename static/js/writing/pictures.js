/* The picture library at the writing desk: choosing, and uploading with a description. */

import { notice } from "../desk/announce.js";
import { openDialog } from "../desk/dialogs.js";
import { $, debounce, el } from "../desk/dom.js";
import { askAt, postAt } from "./places.js";

export class Pictures {
  constructor(known) {
    this.known = known;
    $("#picture-q").addEventListener("input", debounce(200, () => this.look()));
    $("#picture-upload").addEventListener("click", () => $("#picture-file").click());
    $("#picture-file").addEventListener("change", ({ target }) => ($("#picture-dialog").close(), this.upload([...target.files], this.take), (target.value = "")));
  }

  /* A picture by its id, or undefined. One that this page does not know (the text was kept in the browser, or somebody
     else added it) is fetched; then `onFound` is called. */
  get(id, onFound) {
    if (id && !(id in this.known)) this.fetch(id, onFound);
    return this.known[id] ?? undefined;
  }

  async fetch(id, onFound) {
    this.known[id] = null;
    const { pictures } = await askAt("pictures", { id }).catch(() => ({ pictures: [] }));
    this.known[id] = pictures[0];
    onFound();
  }

  /* `take(picture)` is called with the picture that is chosen or uploaded. */
  choose(take) {
    this.take = (picture) => ((this.known[picture.id] = picture), take(picture));
    $("#picture-q").value = "";
    openDialog("picture-dialog");
    this.look();
  }

  async look() {
    const found = $("#picture-found");
    try {
      const { pictures } = await askAt("pictures", { q: $("#picture-q").value });
      const take = (picture) => () => ($("#picture-dialog").close(), this.take(picture));
      found.replaceChildren(...pictures.map((picture) => el("button.picture-option", { type: "button", onclick: take(picture) }, el("img", { src: picture.src, alt: "", loading: "lazy" }), el("span", {}, picture.title))));
      if (!pictures.length) found.replaceChildren(el("p.quiet", {}, "No picture has these words."));
    } catch {
      found.replaceChildren(el("p.is-error", {}, "The library can’t be reached just now."));
    }
  }

  /* Describe and add pictures, one after the other. */
  upload([file, ...rest], take) {
    if (!file) return;
    $("#describe-file").textContent = file.name;
    $("#describe-problem").textContent = "";
    for (const name of ["alt", "caption", "credit"]) $(`#describe-${name}`).value = "";
    $("#describe-decorative").checked = false;
    const dialog = openDialog("describe-dialog");
    $("form", dialog).onsubmit = (event) => {
      event.preventDefault();
      this.send(file, dialog, take, () => this.upload(rest, take));
    };
  }

  async send(file, dialog, take, next) {
    const data = new FormData();
    data.set("upload", file);
    for (const [name, field] of [["alternative_text", "alt"], ["caption", "caption"], ["credit", "credit"]]) data.set(name, $(`#describe-${field}`).value);
    if ($("#describe-decorative").checked) data.set("is_decorative", "on");
    $("#describe-add").disabled = true;
    try {
      const picture = await postAt("pictures", data);
      dialog.close();
      this.known[picture.id] = picture;
      take(picture);
      next();
    } catch (problem) {
      $("#describe-problem").textContent = problem.message || "The picture could not be uploaded just now. Try again.";
      notice($("#describe-problem").textContent, { kind: "error" });
    } finally {
      $("#describe-add").disabled = false;
    }
  }
}
