/* The desk: creates its parts and connects them. */

import { Acts } from "./acts.js";
import { notice } from "./announce.js";
import { focusStop } from "./card.js";
import { Details } from "./details.js";
import { openDialog } from "./dialogs.js";
import { $, $$ } from "./dom.js";
import { Dragging } from "./dragging.js";
import { Fields } from "./fields.js";
import { Findings } from "./findings.js";
import { listen } from "./keyboard.js";
import { Library } from "./library.js";
import { Listening } from "./listening.js";
import { Menus } from "./menu.js";
import { openMoveDialog } from "./move_dialog.js";
import { Outbox } from "./outbox.js";
import { Preferences } from "./preferences.js";
import { Preview } from "./preview.js";
import { Roving } from "./roving.js";
import { Sections } from "./section.js";
import { ask } from "./server.js";
import { Session } from "./session.js";
import { Shelf, claimTab, restore, takeOver } from "./shelf.js";
import { keysOf, placeOf } from "./state.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { makeTexts } from "./texts.js";
import { Undoing } from "./undoing.js";
import { hear, wire } from "./wiring.js";

const root = $("#desk");
const told = root.dataset;

class Desk {
  constructor(board, tab, prefix) {
    this.preferences = new Preferences();
    this.store = new Store(board);
    this.outbox = new Outbox(this.store, { tab, shelf: new Shelf(`${prefix}.${tab}`) });
    this.undoing = new Undoing(this.outbox, new Shelf(prefix, sessionStorage));
    this.acts = new Acts(this.store, this.outbox, this.undoing);
    this.fields = new Fields(this.store, this.acts, this.preferences);
    this.menus = new Menus(this);
    this.dragging = new Dragging(this);
    this.sections = new Sections(this, $("#board-sections"));
    this.boardRoving = new Roving($("#board"));
    this.libraryRoving = new Roving($("#library-panel"));
    makeTexts(this.fields);
    this.store.addEventListener("change", () => this.show());
    this.store.show();
    this.library = new Library(this);
    this.dragging.overSections(this.sections.root);
    this.dragging.overLibrary(this.library.rows);
    this.dragging.guard(root);
    this.preview = new Preview(this);
    $("#palette-dialog").desk = this;
    this.details = new Details(this, { target: "snapshot" });
    this.findings = new Findings(this);
    this.status = new Status(this, told.savedAt);
    this.listening = new Listening(this.store, tab, { saves: Number(told.saves), number: board.number });
    this.session = new Session(this, told);
    hear(this);
    wire(this);
    listen(this);
  }

  show() {
    this.sections.show();
    this.fields.show();
    this.boardRoving.refresh();
  }

  addSection(input) {
    const key = this.acts.addSection(input.value.trim());
    input.value = "";
    this.library.section.value = key;
    this.library.showSelection();
  }

  /* Phones show one pane at a time. */
  showView(view) {
    root.dataset.view = view;
    if (matchMedia("(max-width: 900px)").matches) this.details.toggle(false, { focus: false });
    for (const button of $$("[data-show]")) button.setAttribute("aria-pressed", String(button.dataset.show === view));
    if (view === "preview") this.preview.toggle(true);
  }

  /* What the palette offers here, beside what it finds. */
  offers() {
    const page = (title, to) => ({ title, kind: "do", act: () => this.leaveFor(new URL(`../${to}`, location.href).href) });
    const here = (title, act) => ({ title, kind: "do", act });
    return [
      here("Details", () => this.details.toggle(true)), here("Preview", () => this.preview.toggle(true)),
      here("Keyboard shortcuts", this.help), page("Publish…", "publish/"), page("History", "revisions/"), page("Proof (PDF)", "proof.pdf"),
    ];
  }

  undo = () => this.afterStep(this.acts.undo());

  redo = () => this.afterStep(this.acts.redo());

  afterStep(act) {
    const key = act && keysOf(act.back).find((each) => this.sections.viewOf(each));
    if (key && !document.activeElement.closest?.("#library, .top-bar")) this.focus(key, { flash: true });
    else if (key) this.flash([key]);
  }

  help = () => openDialog("help-dialog");

  search = () => {
    this.showView("library");
    this.library.choose($("#tab-library"));
    $("#library-q").focus();
  };

  focusBoard() {
    this.showView("board");
    (this.boardRoving.current ?? $("#board-add-title")).focus();
  }

  openMove(key) {
    openMoveDialog(this.acts, key, () => this.focus(key, { flash: true }));
  }

  /* Focus an article or a section and scroll to it. */
  focus(key, { flash = false } = {}) {
    const view = this.sections.viewOf(key);
    if (!view) return;
    focusStop(view.element).focus({ preventScroll: true });
    focusStop(view.element).scrollIntoView({ block: "nearest" });
    if (flash) view.flash();
  }

  /* Highlight what has changed; `by`: the name of the person who changed it. */
  flash(keys, by = "") {
    for (const key of keys) this.sections.viewOf(key)?.flash(by);
  }

  /* Go to another page once every act has arrived; if some don't, the browser asks. */
  async leaveFor(url) {
    if (this.preferences.autosave) this.fields.saveAll();
    for (let tries = 0; this.outbox.waiting.length && tries < 50; tries++) await new Promise((go) => setTimeout(go, 100));
    location.assign(url);
  }

  removeCard(key) {
    const { section, index } = placeOf(this.store.shown, key);
    const next = section.placements[index + 1] ?? section.placements[index - 1];
    this.acts.remove([key]);
    this.focus(next?.key ?? section.key);
  }

  removeSection(key) {
    const { sections } = this.store.shown;
    const at = sections.findIndex((section) => section.key === key);
    const next = sections[at + 1] ?? sections[at - 1];
    this.acts.removeSection(key);
    if (next) this.focus(next.key);
    else $("#board-add-title").focus();
  }

  addSectionAfter(key) {
    const { sections } = this.store.shown;
    const next = sections[sections.findIndex((section) => section.key === key) + 1];
    const made = this.acts.addSection("", next?.key ?? null);
    this.sections.sections.get(made).title.focus();
  }

  /* An earlier state was restored, so earlier acts can't be undone any more. Runs once per restore. */
  async replaced({ number, by }) {
    if (this.replacing === number) return;
    this.replacing = number;
    this.undoing.clear();
    await this.reload(`${by || "Someone"} restored an earlier state of this snapshot. The board shows it.`);
  }

  async reload(sentence) {
    try {
      this.store.reset(await ask("board"));
      if (sentence) notice(sentence);
      this.findings.lookSoon();
      this.preview.refreshSoon();
    } catch {
      setTimeout(() => this.reload(sentence), 4_000);
    }
  }
}

async function begin() {
  const board = JSON.parse($("#board-data").textContent);
  const prefix = `desk.${board.id}.${told.person}`;
  const tab = await claimTab(prefix);
  await restore(prefix, tab);
  const desk = new Desk(board, tab, prefix);
  desk.outbox.adopt(await takeOver(prefix, tab));
  setTimeout(async () => desk.outbox.adopt(await takeOver(prefix, tab)), 3_000); // a page that was just left may still hold its lock
  if (desk.outbox.waiting.length) desk.outbox.retry();
  desk.listening.now();
  root.classList.add("is-ready");
}

begin();
