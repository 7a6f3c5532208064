/* Connects the desk's parts with each other and with the page's buttons. */

import { announce, notice } from "./announce.js";
import { onRefused } from "./collision.js";
import { $, $$, plural } from "./dom.js";
import { openPasteDialog } from "./paste_dialog.js";
import { fetchEditor } from "./editor.js";
import { keysOf } from "./state.js";

export function hear(desk) {
  const { fields, listening, outbox, session, status, store } = desk;
  const changed = () => (desk.findings.lookSoon(), desk.preview.refreshSoon());
  outbox.addEventListener("arrived", ({ detail }) => {
    changed();
    session.check(detail.person);
    status.setAway(false);
    status.heard(detail);
    showOthers(desk, detail.acts);
  });
  outbox.addEventListener("refused", ({ detail }) => onRefused(desk, detail));
  outbox.addEventListener("state", () => outbox.state === "signed-out" && session.ended());
  outbox.addEventListener("stuck", ({ detail: entry }) => {
    const acts = [["Go on trying", () => (entry.failed = 0)], ["Give it up", () => outbox.giveUp(entry)]];
    notice(`The server fails on one act: ${entry.label ?? "an undo"}.`, { kind: "error", stays: true, acts });
  });
  store.addEventListener("astray", () => desk.reload());
  store.addEventListener("replaced", ({ detail }) => desk.replaced(detail));
  fields.addEventListener("orphan", ({ detail }) => notice(`${detail.label} could not be kept: “${detail.value}”`, { kind: "error", stays: true }));
  listening.addEventListener("heard", ({ detail }) => {
    status.setAway(false);
    status.heard(detail);
    session.heard(detail.session_ends_at);
    session.check(detail.person);
    if (session.isOut) session.back();
    if (outbox.waiting.length) outbox.retry();
    if (detail.acts.length) changed();
    showOthers(desk, detail.acts);
  });
  listening.addEventListener("away", ({ detail }) => status.setAway(true, detail.status));
  listening.addEventListener("signed-out", () => outbox.tellState("signed-out"));
  listening.addEventListener("refused", ({ detail }) => notice(detail.message, { kind: "error" }));
  listening.addEventListener("elsewhere", () => desk.reload("The snapshot was saved elsewhere. The board shows it as it is now."));
  addEventListener("offline", () => status.setAway(true));
  addEventListener("online", () => outbox.retry());
}

function showOthers(desk, acts) {
  const others = acts.filter((act) => act.tab !== desk.outbox.tab);
  for (const act of others) desk.flash(keysOf(act.operation), act.by);
  const names = [...new Set(others.map((act) => act.by))].join(" and ");
  if (others.length) announce(`${names} made ${plural(others.length, "change")}`);
}

export function wire(desk) {
  $("#top-undo").addEventListener("click", desk.undo);
  $("#top-redo").addEventListener("click", desk.redo);
  $("#top-help").addEventListener("click", desk.help);
  $("#top-save").addEventListener("click", () => desk.fields.saveAll());
  $("#library-paste").addEventListener("click", () => openPasteDialog(desk));
  desk.preferences.addEventListener("change", () => desk.status.show());
  $("#board-add").addEventListener("submit", (event) => {
    event.preventDefault();
    desk.addSection($("#board-add-title"));
  });
  for (const button of $$("[data-show]")) button.addEventListener("click", () => desk.showView(button.dataset.show));
  for (const link of $$("[data-leaves]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      desk.leaveFor(link.href);
    });
  }
  globalThis.requestIdleCallback?.(() => fetchEditor());
}
