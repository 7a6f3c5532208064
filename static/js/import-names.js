/* Authors on the import page, one field for each name; a name that holds two is split, two that are one are joined.
   Without scripts, and on the way to the server, they are the lines of a text field. */

const BETWEEN = /\s*(?:[,;&|、،\n]|\s(?:and|et|und|y|e|with)\s)\s*/i;

class ImportNames extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.area.hidden = true;
    this.list = this.appendChild(document.createElement("ul"));
    this.show(this.area.value.split("\n"));
    this.list.addEventListener("input", () => this.keep());
    this.list.addEventListener("click", (event) => this.act(event.target));
  }

  get fields() {
    return [...this.list.querySelectorAll("input")];
  }

  get names() {
    return this.fields.map((field) => field.value);
  }

  keep() {
    this.area.value = this.names.join("\n");
  }

  show(names, focused = -1) {
    const last = names.length - 1;
    this.list.replaceChildren(...names.map((name, at) => this.row(name, at, at < last)));
    this.keep();
    this.fields[focused]?.focus();
  }

  row(name, at, hasNext) {
    const row = document.createElement("li");
    const field = document.createElement("input");
    field.value = name;
    field.ariaLabel = this.dataset.name.replace("{number}", at + 1);
    row.append(field, this.button("split", name, at));
    if (hasNext) row.append(this.button("join", name, at));
    else row.append(this.button("add", name, at));
    return row;
  }

  button(act, name, at) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: this.dataset[act], value: at });
    button.dataset.act = act;
    if (name) button.ariaLabel = `${this.dataset[act]}: ${name}`;
    return button;
  }

  act(button) {
    if (!button.dataset.act) return;
    const at = Number(button.value);
    const names = this.names;
    if (button.dataset.act === "split") names.splice(at, 1, ...this.parts(this.fields[at]));
    if (button.dataset.act === "join") names.splice(at, 2, `${names[at]} ${names[at + 1]}`.trim());
    if (button.dataset.act === "add") names.push("");
    this.show(names, button.dataset.act === "add" ? names.length - 1 : at);
  }

  /* Where the caret stands inside the name, otherwise at the first comma, “and” or the like. */
  parts(field) {
    const caret = field.selectionStart;
    if (caret > 0 && caret < field.value.length) return [field.value.slice(0, caret), field.value.slice(caret)].map((one) => one.trim());
    const [first, ...rest] = field.value.split(BETWEEN);
    return rest.length ? [first, field.value.slice(first.length).replace(BETWEEN, "")] : [field.value, ""];
  }
}

customElements.define("import-names", ImportNames);
