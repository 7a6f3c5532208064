/* Embeds: charts, maps and videos of other sites. The server reads their addresses; nothing is loaded from there. */

import { announce } from "../desk/announce.js";
import { openDialog } from "../desk/dialogs.js";
import { $, el, icon } from "../desk/dom.js";
import { PlacedRows } from "./placed.js";
import { askAt } from "./places.js";

const ADDRESS = /^https:\/\/\S+$/;

export class Embeds extends PlacedRows {
  constructor(pictures) {
    super("embed", pictures);
  }

  /* The element that shows an embed in the text. */
  viewOf(key) {
    const image = el("img", { alt: "" });
    const where = el("span.paper-embed-address");
    const line = (name, words, most) => el("input", { type: "text", maxlength: most, placeholder: words, "aria-label": `${words} of the embed`, oninput: ({ target }) => this.change(key, { [name]: target.value }) });
    const lines = { title: line("title", "Title", 300), source: line("source", "Source", 300) };
    const choose = el("button.btn.quiet", { type: "button", onclick: () => this.pictures.choose((picture) => this.setPicture(key, picture)) });
    const remove = el("button.icon-button", { type: "button", "aria-label": "Remove the embed", title: "Remove the embed", onclick: () => this.remove(key) }, icon("trash"));
    const element = el("figure.paper-figure.paper-embed", { contenteditable: "false", "data-key": key }, image,
      el("figcaption", {}, icon("embed"), lines.title, lines.source), el("div.paper-embed-foot", {}, where, choose, remove));
    const draw = () => {
      const row = this.find(key);
      element.classList.toggle("is-lost", !row);
      this.showPicture(image, row?.picture);
      where.textContent = row?.address.replace("https://", "") ?? "";
      choose.textContent = row?.picture ? "Another picture" : "Choose a picture";
      for (const [name, input] of Object.entries(lines)) if (row && document.activeElement !== input) input.value = row[name];
    };
    this.views.add(draw);
    draw();
    return element;
  }

  setPicture(key, picture) {
    this.change(key, { picture: picture.id });
    this.changed();
    this.draw();
  }

  place({ address }, { title = "", source = "" } = {}, at = undefined) {
    this.put({ address, title, source, picture: null }, at);
    announce("Embed added");
  }

  ask() {
    const dialog = openDialog("embed-dialog");
    const [address, title, source] = ["address", "title", "source"].map((name) => $(`#embed-${name}`));
    for (const input of [address, title, source]) input.value = "";
    $("#embed-problem").textContent = "";
    $("form", dialog).onsubmit = async (event) => {
      event.preventDefault();
      try {
        const told = await askAt("embeds", { address: address.value.trim() });
        dialog.close();
        this.place(told, { title: title.value.trim(), source: source.value.trim() });
      } catch (problem) {
        $("#embed-problem").textContent = problem.message || "The address can’t be checked just now. Try again.";
        address.focus();
      }
    };
    address.focus();
  }

  /* An address that was pasted alone on a line becomes an embed, if it can be one. */
  async pasted(text) {
    const typed = text.trim();
    if (!ADDRESS.test(typed)) return;
    const told = await askAt("embeds", { address: typed }).catch(() => null);
    const at = told && this.lineWith(typed);
    if (at) this.place(told, {}, at);
  }

  lineWith(text) {
    let found = null;
    this.body.editor.state.doc.forEach((node, at) => {
      if (node.type.name === "paragraph" && node.textContent === text) found = { from: at, to: at + node.nodeSize };
    });
    return found;
  }
}
