/* Figures: choosing or dropping a picture adds a row and its place in the text. */

import { el, icon } from "../desk/dom.js";
import { PlacedRows } from "./placed.js";

export class Figures extends PlacedRows {
  constructor(pictures) {
    super("figure", pictures);
  }

  /* The element that shows a figure in the text. */
  viewOf(key) {
    const image = el("img", { alt: "" });
    const caption = el("input", { type: "text", maxlength: 500, "aria-label": "Caption of the figure", oninput: () => this.change(key, { caption: caption.value }) });
    const remove = el("button.icon-button", { type: "button", "aria-label": "Remove the figure", title: "Remove the figure", onclick: () => this.remove(key) }, icon("trash"));
    const element = el("figure.paper-figure", { contenteditable: "false", "data-key": key }, image, el("figcaption", {}, el("span.paper-figure-number"), caption, remove));
    const draw = () => {
      const row = this.find(key);
      element.classList.toggle("is-lost", !row);
      const picture = this.showPicture(image, row?.picture);
      caption.placeholder = picture?.caption || "Caption";
      if (row && document.activeElement !== caption) caption.value = row.caption;
    };
    this.views.add(draw);
    draw();
    return element;
  }

  place(picture, at) {
    this.put({ picture: picture.id, caption: "" }, at);
  }

  choose() {
    this.pictures.choose((picture) => this.place(picture));
  }

  upload(files, at) {
    this.pictures.upload(files, (picture) => this.place(picture, at));
  }
}
