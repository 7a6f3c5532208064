/* The writing desk: creates its parts and connects them. */

import { announce, notice } from "../desk/announce.js";
import { choose } from "../desk/collision.js";
import { LineControl } from "../desk/controls.js";
import { openDialog } from "../desk/dialogs.js";
import { Details } from "../desk/details.js";
import { $, $$, el } from "../desk/dom.js";
import { Fields } from "../desk/fields.js";
import { Findings } from "../desk/findings.js";
import { Listening } from "../desk/listening.js";
import { Preferences } from "../desk/preferences.js";
import { Preview } from "../desk/preview.js";
import { fetchEditor } from "../desk/editor.js";
import { Session } from "../desk/session.js";
import { Shelf, claimTab, restore, takeOver } from "../desk/shelf.js";
import { newKey } from "../desk/state.js";
import { Status } from "../desk/status.js";
import { BodyControl } from "./body.js";
import { BylineControl } from "./byline.js";
import { Embeds } from "./embeds.js";
import { Figures } from "./figures.js";
import { Foot } from "./foot.js";
import { showLead } from "./lead.js";
import { PartsOutbox, PartsStore, TARGET } from "./parts.js";
import { Pictures } from "./pictures.js";
import { PointsControl } from "./points.js";
import { hear, leaves } from "./hearing.js";

const root = $("#desk");
const told = root.dataset;

const RIGHT_TO_LEFT = /^(?:ar|fa|he|ur|ps|ckb|yi)\b/;

class WritingFindings extends Findings {
  show(found) {
    super.show(found);
    const links = found.places.flatMap(({ title, url }) => [", ", el("a", { href: url }, title)]).slice(1);
    $("#foot-places").replaceChildren(...(links.length ? ["Also in ", ...links] : []));
  }

  go(about) {
    this.popup.hidePopover();
    this.desk.go(about);
  }
}

class WritingDesk {
  constructor(its, board, tab, prefix) {
    this.prefix = prefix;
    this.preferences = new Preferences();
    this.store = new PartsStore(board);
    this.outbox = new PartsOutbox(this.store, { tab, shelf: new Shelf(`${prefix}.${tab}`) });
    this.outbox.isNew = !told.article;
    this.outbox.created = (answer) => this.created(answer);
    this.fields = new Fields(this.store, { set: (_target, field, value, _base, label) => this.outbox.set(field, value, label) }, this.preferences);
    this.store.isDirty = (field) => this.fields.get(TARGET, field)?.isDirty;
    this.make(its);
    this.details = new Details(this, { target: TARGET, isOpen: true });
    this.store.addEventListener("change", () => (this.fields.show(), this.setLanguage()));
    this.store.show();
    showLead();
    this.history = new History(this.body);
    this.status = new Status({ ...this, undoing: this.history }, told.savedAt || new Date().toISOString());
    this.foot = new Foot(this.body, this.points);
    $("#palette-dialog").desk = this;
    this.preview = new Preview(this);
    for (const act of [["undo", "undo"], ["redo", "redo"]]) $(`#top-${act[0]}`).addEventListener("click", () => this.body.editor.chain().focus()[act[1]]().run());
    $("#top-help").addEventListener("click", () => openDialog("help-dialog"));
    $("#top-save").addEventListener("click", () => this.fields.saveAll());
    this.body.editor.on("update", () => (this.foot.showSoon(), this.history.tell()));
    this.points.editor.on("update", () => this.foot.showSoon());
    document.addEventListener("keydown", (event) => this.onKey(event));
    leaves(this);
    this.connect(board);
  }

  make(its) {
    const { shown } = this.store;
    const line = (place, field, options) => this.add(place, new LineControl(options), field, `the ${options.label.toLowerCase()}`);
    line("#paper-opening", "title", { label: "Title", placeholder: "Title", className: "is-title" });
    line("#paper-opening", "standfirst", { label: "Standfirst", placeholder: "A sentence under the title", most: 2_000, className: "is-standfirst" });
    if ("bylines" in shown.fields) this.add("#paper-byline", new BylineControl(this.store.known.authors, told.mayAddAuthors), "bylines", "the byline");
    line("#paper-points", "summary_label", { label: "Label of the summary", placeholder: "Summary", most: 60, className: "is-label" });
    this.points = this.add("#paper-points", new PointsControl(its), "points", "the summary");
    const pictures = new Pictures(this.store.known.pictures);
    this.figures = this.add("#paper-body", new Figures(pictures), "figures", "the figures");
    this.embeds = this.add("#paper-body", new Embeds(pictures), "embeds", "the embeds");
    this.body = this.add("#paper-body", new BodyControl(its, this.figures, this.embeds), "body", "the text");
    this.figures.body = this.embeds.body = this.body;
  }

  setLanguage() {
    const { language = "" } = this.store.shown.fields;
    Object.assign($(".paper"), { lang: language, dir: RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr" });
  }

  add(place, control, field, label) {
    $(place).append(control.element);
    control.accept ??= () => {};
    if (field in this.store.shown.fields) this.fields.add(control, TARGET, field, label);
    return control;
  }

  connect({ number }) {
    this.listening = new Listening(this.store, this.outbox.tab, { saves: number, number });
    this.session = new Session(this, told);
    this.findings = this.outbox.isNew ? { lookSoon() {} } : new WritingFindings(this);
    hear(this);
    this.showWhatNeedsIt();
  }

  /* A new article has no page to publish or to preview before its first save. */
  showWhatNeedsIt() {
    for (const each of $$("[data-needs-article]")) each.toggleAttribute("hidden", this.outbox.isNew);
  }

  created({ pk, address, number }) {
    this.outbox.isNew = false;
    history.replaceState(null, "", address);
    sessionStorage.removeItem("writing.new");
    root.dataset.article = pk;
    const old = this.outbox.shelf;
    this.prefix = `writing.${pk}.${told.person}`;
    this.outbox.shelf = new Shelf(`${this.prefix}.${this.outbox.tab}`);
    this.outbox.keep();
    for (const name of ["waiting", "numbers"]) old.write(name, null);
    for (const link of $$("[data-to]")) link[link.href === undefined ? "action" : "href"] = placeOf(link.dataset.to);
    this.store.confirmed = { ...this.store.confirmed, number };
    this.findings = new WritingFindings(this);
    this.showWhatNeedsIt();
  }

  /* Someone else changed what is being changed here: merge, or ask. */
  async refused({ entry, problem }) {
    const { field } = entry.operation;
    const place = this.fields.get(TARGET, field);
    const theirs = problem.body?.theirs;
    if (problem.status !== 409 || !theirs) return this.wrong(place, entry, problem);
    place.contest();
    const base = this.store.bases[field];
    this.store.rebase(field, theirs.value, theirs.version);
    if (place.control.merge) {
      const done = () => (place.put(place.control.get()), notice(`${problem.message} Both changes are in the text now.`));
      return place.control.merge({ base: base.value, theirs: theirs.value, by: theirs.by, message: problem.message }, done);
    }
    await place.control.know?.([theirs.value].flat());
    const mine = place.control.get();
    const words = (value) => wordsOf(place.control, value);
    return choose({
      name: field, mine, theirs: theirs.value, by: theirs.by, message: problem.message, words: place.control.input ? null : words,
      onTake: () => ((this.store.confirmed = { ...this.store.confirmed, fields: { ...this.store.confirmed.fields, [field]: theirs.value } }), place.yield()),
      onKeep: (text) => place.put(text),
    });
  }

  /* The form does not take the value: say so at its place, and keep what was typed. */
  wrong(place, entry, problem) {
    place?.refuse(problem.message);
    notice(`${problem.message} It is kept here, but not saved.`, { kind: "error", stays: true, acts: [["Go there", () => this.go(entry.operation.field)]] });
  }

  go(about) {
    const name = { bylines: "bylines", figures: "body", embeds: "body" }[about] ?? about;
    if (this.details.go(name)) return;
    const field = this.fields.get(TARGET, name);
    field?.control.element.scrollIntoView({ block: "center" });
    field?.control.focus();
  }

  focus() {}

  offers() {
    const link = (words, to) => ({ title: words, kind: "do", act: () => this.leaveFor(placeOf(to)) });
    const own = [
      { title: "Details", kind: "do", act: () => this.details.toggle(true) },
      { title: "Preview", kind: "do", act: () => this.preview.toggle(true) },
      { title: "Keyboard shortcuts", kind: "do", act: () => openDialog("help-dialog") },
      { title: "Write another article", kind: "do", act: () => this.leaveFor(told.new) },
    ];
    return root.dataset.article ? [...own, link("Publish…", "publish"), link("History", "revisions"), link("Proof (PDF)", "proof.pdf")] : own;
  }

  onKey(event) {
    if (!event.ctrlKey || !event.altKey || event.shiftKey) return;
    const act = { d: () => this.details.toggle(), p: () => root.dataset.article && this.preview.toggle() }[event.key.toLowerCase()];
    if (act) (event.preventDefault(), act());
  }

  /* Save what is open, wait until it has arrived, and go. */
  leaveFor(address) {
    this.fields.saveAll();
    const go = () => (this.outbox.waiting.length ? null : (location.href = address));
    if (!this.outbox.waiting.length) return go();
    announce("Saving first");
    return this.outbox.addEventListener("state", go);
  }
}

/* The address of another page of this article. */
const placeOf = (name) => new URL(`../${name}${name.includes(".") ? "" : "/"}`, location.href).href;

const wordsOf = (control, value) => control.words?.(value) ?? [value].flat().join(", ");

/* Undo and redo in the text, as the top bar offers them. */
class History extends EventTarget {
  constructor(body) {
    super();
    this.body = body;
  }

  get done() {
    return this.body.editor.can().undo() ? [{ label: "in the text" }] : [];
  }

  get undone() {
    return this.body.editor.can().redo() ? [{ label: "in the text" }] : [];
  }

  tell() {
    this.dispatchEvent(new Event("change"));
  }
}

async function begin() {
  const isNew = !told.article;
  const prefix = `writing.${told.article || "new"}.${told.person}`;
  const tab = isNew ? (sessionStorage.getItem("writing.new") ?? newKey(16)) : await claimTab(prefix);
  if (isNew) {
    sessionStorage.setItem("writing.new", tab);
    navigator.locks?.request(`${prefix}.${tab}`, () => new Promise(() => {})); // held until the tab closes
  }
  const [its] = await Promise.all([fetchEditor(), restore(prefix, tab)]);
  const desk = new WritingDesk(its, JSON.parse($("#board-data").textContent), tab, prefix);
  desk.outbox.adopt(await takeOver(prefix, tab));
  desk.outbox.send();
  document.body.style.setProperty("--brand", told.brand); // the content policy allows no style attribute
  document.body.style.setProperty("--brand-dark", told.brandDark);
  desk.body.warmUp();
  root.classList.add("is-ready");
  if (isNew && !desk.store.shown.fields.title) $("#paper-opening textarea")?.focus();
}

begin();
