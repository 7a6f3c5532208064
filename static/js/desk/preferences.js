/* One person's preferences, stored in this browser. */

import { $ } from "./dom.js";

const PLACE = "desk.preferences";

export class Preferences extends EventTarget {
  constructor() {
    super();
    this.kept = { autosave: true, keys: true };
    try {
      Object.assign(this.kept, JSON.parse(localStorage.getItem(PLACE)));
    } catch {
      // Unreadable: keep the defaults.
    }
    for (const name of Object.keys(this.kept)) {
      const box = $(`#preference-${name}`);
      box.checked = this.kept[name];
      box.addEventListener("change", () => this.set(name, box.checked));
    }
  }

  get autosave() {
    return this.kept.autosave;
  }

  get keys() {
    return this.kept.keys;
  }

  set(name, value) {
    this.kept[name] = value;
    localStorage.setItem(PLACE, JSON.stringify(this.kept));
    this.dispatchEvent(new Event("change"));
  }
}
