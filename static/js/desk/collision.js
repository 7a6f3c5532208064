/* When the server refuses an act: the board shows what stands, and no text is lost. */

import { announce, notice } from "./announce.js";
import { LineControl } from "./controls.js";
import { $, el } from "./dom.js";
import { nodesOf } from "./markup.js";
import { RichControl } from "./rich.js";
import { valueOf } from "./state.js";

const KINDS = { introduction: "prose", note: "inline", summary: "points" };

export async function onRefused(desk, { entry, problem }) {
  const operation = entry.operation;
  const field = operation?.op === "set" ? desk.fields.get(operation.target, operation.field) : null;
  const hasMore = field?.isDirty;
  field?.contest();
  desk.undoing.forget(entry.key);
  await desk.listening.now();
  if (operation?.op !== "set") return notice(sentenceFor(problem), { kind: "error" });
  const mine = hasMore ? field.control.get() : operation.value;
  const isThere = valueOf(desk.store.shown, operation.target, operation.field) !== undefined;
  queue.push(() => showVersions(desk, { operation, field, mine, problem, isThere }));
  if (queue.length === 1) queue[0]();
}

const queue = []; // one collision at a time

function sentenceFor(problem) {
  const sentence = problem.message || "This could not be done.";
  return problem.status === 409 ? `${sentence} What you did was not applied; the board shows how it stands now.` : sentence;
}

function showVersions(desk, { operation, field, mine, problem, isThere }) {
  const { target, field: name } = operation;
  const theirs = problem.body?.theirs;
  const dialog = $("#collision-dialog");
  const [take, change, keep] = ["take", "change", "keep"].map((each) => $(`#collision-${each}`));
  const isHeard = desk.store.number >= (theirs?.number ?? 0); // else the board here is behind what the refusal told
  const now = isHeard ? valueOf(desk.store.shown, target, name) : theirs.value;
  const base = isHeard ? desk.store.number : theirs.number;
  const put = (value) => (field ? field.put(value, base) : desk.acts.set(target, name, value, base, "a text"));
  const close = (act) => () => {
    dialog.close();
    act();
    desk.focus(target.split(":")[1]);
    queue.shift();
    queue[0]?.();
  };
  const isWrong = problem.status >= 400 && problem.status < 500 && problem.status !== 409; // sent again, it is refused again
  $("#collision-name").textContent = problem.status === 409 ? "Two versions" : "This text was not taken";
  $("#collision-message").textContent = isThere ? problem.message : `${problem.message} What you wrote for is no longer in this snapshot; copy your text if you need it.`;
  $("#collision-theirs-name").textContent = theirs?.by ? `${theirs.by}’s` : isWrong ? "The old text" : "As it stands";
  $("#collision-mine").replaceChildren(shownAs(name, mine));
  $("#collision-theirs").replaceChildren(isThere ? shownAs(name, now) : el("p.quiet", {}, "Removed."));
  $("#collision-edit").hidden = true;
  change.hidden = !isThere;
  keep.hidden = !isThere || isWrong;
  take.textContent = !isThere ? "Close" : isWrong ? "Put back the old text" : "Take theirs";
  keep.textContent = "Keep mine";
  take.onclick = close(() => field?.yield());
  keep.onclick = close(() => put(mine));
  change.onclick = () => {
    const control = editorFor(name, mine);
    $("#collision-edit").replaceChildren(control.element);
    $("#collision-edit").hidden = false;
    change.hidden = true;
    keep.hidden = false;
    keep.textContent = "Save this";
    keep.onclick = close(() => put(control.get()));
    control.focus();
  };
  dialog.oncancel = (event) => event.preventDefault(); // it asks for a decision: both texts are here and nowhere else
  dialog.showModal();
  announce(isWrong ? problem.message : `${problem.message} Both versions are shown.`);
}

function editorFor(name, value) {
  const kind = KINDS[name];
  const control = kind ? new RichControl({ label: "Your text", kind }) : new LineControl({ label: "Your text", most: 2_000 });
  control.set(value);
  return control;
}

function shownAs(name, value) {
  if (Array.isArray(value)) return el("ul.points", {}, value.map((point) => el("li", {}, nodesOf(point))));
  if (!value) return el("p.quiet", {}, "Empty.");
  return el("div", {}, KINDS[name] ? nodesOf(value) : value);
}
