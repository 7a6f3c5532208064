/* When the server refuses an act: the board shows the server's state, and no text is lost. */

import { announce, notice } from "./announce.js";
import { LineControl } from "./controls.js";
import { $, el } from "./dom.js";
import { nodesOf } from "./markup.js";
import { valueOf } from "./state.js";

const KINDS = { introduction: "prose", body: "prose", note: "inline", summary: "points" };

export async function onRefused(desk, { entry, problem }) {
  const operation = entry.operation;
  const field = operation?.op === "set" ? desk.fields.get(operation.target, operation.field) : null;
  if (field?.control.tell && isWrong(problem)) return refuseDetail(desk, entry, field, problem);
  const hasMore = field?.isDirty;
  field?.contest();
  desk.undoing.forget(entry.key);
  await desk.listening.now();
  await field?.control.know?.([problem.body?.theirs?.value].flat());
  if (operation?.op !== "set") return notice(sentenceFor(problem), { kind: "error" });
  const mine = hasMore ? field.control.get() : operation.value;
  const isThere = valueOf(desk.store.shown, operation.target, operation.field) !== undefined;
  queue.push(() => showVersions(desk, { operation, field, mine, problem, isThere }));
  if (queue.length === 1) queue[0]();
}

const queue = []; // one collision at a time

/* The server does not take the value, and sending it again would not help. */
const isWrong = ({ status }) => status >= 400 && status < 500 && status !== 409;

/* A detail that the form refuses: say so in the drawer, and keep what was typed. */
function refuseDetail(desk, entry, field, problem) {
  desk.undoing.forget(entry.key);
  if (!field.isDirty) field.control.set(entry.operation.value); // the board shows the old value by now
  field.refuse(problem.message);
  const acts = [["Go there", () => desk.details.go(field.field)]];
  notice(`${problem.message} It is kept here, but not saved.`, { kind: "error", stays: true, acts });
}

function sentenceFor(problem) {
  const sentence = problem.message || "This didn’t work.";
  return problem.status === 409 ? `${sentence} What you did was not applied; the board shows how it stands now.` : sentence;
}

function showVersions(desk, { operation, field, mine, problem, isThere }) {
  const { target, field: name } = operation;
  const theirs = problem.body?.theirs;
  const isHeard = desk.store.number >= (theirs?.number ?? 0); // else the board here is older than the refusal
  const now = isHeard ? valueOf(desk.store.shown, target, name) : theirs.value;
  const base = isHeard ? desk.store.number : theirs.number;
  const put = (value) => (field ? field.put(value, base) : desk.acts.set(target, name, value, base, "a text"));
  const done = (act) => (...given) => {
    act(...given);
    desk.focus(target.split(":")[1]);
    queue.shift();
    queue[0]?.();
  };
  const message = isThere ? problem.message : `${problem.message} What you wrote for is no longer in this snapshot; copy your text if you need it.`;
  choose({ name, mine, theirs: isThere ? now : null, by: theirs?.by, message, isWrong: isWrong(problem), words: field?.control.words?.bind(field.control), onTake: done(() => field?.yield()), onKeep: done(put) });
}

/* Show two versions of a text until one is chosen. `theirs` is null if its place is gone. `isWrong`: mine was refused
   for what it says, and would be again. `words`: says a value in words where it is a choice, which has no text to edit.
   Calls onTake(), or onKeep(my text, edited or not). */
export function choose({ name, mine, theirs, by, message, isWrong, words, onTake, onKeep }) {
  const dialog = $("#collision-dialog");
  const [take, change, keep] = ["take", "change", "keep"].map((each) => $(`#collision-${each}`));
  const isThere = theirs !== null;
  const close = (act) => () => (dialog.close(), act());
  $("#collision-name").textContent = isWrong ? "This text was not taken" : "Two versions";
  $("#collision-message").textContent = message;
  $("#collision-theirs-name").textContent = by ? `${by}’s` : isWrong ? "The old text" : "As it stands";
  $("#collision-mine").replaceChildren(shownAs(name, words ? words(mine) : mine));
  $("#collision-theirs").replaceChildren(isThere ? shownAs(name, words ? words(theirs) : theirs) : el("p.quiet", {}, "Removed."));
  $("#collision-edit").hidden = true;
  change.hidden = !isThere || Boolean(words);
  keep.hidden = !isThere || isWrong;
  take.textContent = !isThere ? "Close" : isWrong ? "Put back the old text" : "Use theirs";
  keep.textContent = "Keep mine";
  take.onclick = close(onTake);
  keep.onclick = close(() => onKeep(mine));
  change.onclick = async () => {
    const control = await editorFor(name, mine);
    $("#collision-edit").replaceChildren(control.element);
    $("#collision-edit").hidden = false;
    change.hidden = true;
    keep.hidden = false;
    keep.textContent = "Save this";
    keep.onclick = close(() => onKeep(control.get()));
    control.focus();
  };
  dialog.oncancel = (event) => event.preventDefault(); // needs a decision: both texts exist only here
  dialog.showModal();
  announce(isWrong ? message : `${message} Both versions are shown.`);
}

async function editorFor(name, value) {
  const kind = KINDS[name];
  const { RichControl } = await import("./rich.js"); // the writing desk has no other use for it
  const control = kind ? new RichControl({ label: "Your text", kind }) : new LineControl({ label: "Your text", most: 2_000 });
  control.set(value);
  return control;
}

function shownAs(name, value) {
  if (Array.isArray(value)) return el("ul.points", {}, value.map((point) => el("li", {}, nodesOf(point))));
  if (!value) return el("p.quiet", {}, "Empty.");
  return el("div", {}, KINDS[name] ? nodesOf(value) : value);
}
