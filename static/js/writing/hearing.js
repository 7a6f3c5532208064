/* Connects the desk's parts with the server's answers, and its links with saving first. */

import { announce, notice } from "../desk/announce.js";
import { $$ } from "../desk/dom.js";
import { TARGET } from "./parts.js";

export function hear(desk) {
  const { fields, listening, outbox, session, status, store } = desk;
  const changed = () => (desk.findings.lookSoon(), desk.preview.refreshSoon());
  outbox.addEventListener("arrived", ({ detail }) => {
    for (const [field, value] of Object.entries(detail.told.values)) {
      const place = fields.get(TARGET, field);
      if (place && !place.isDirty && !store.isWaiting(field)) place.control.accept?.(value);
    }
    changed();
    session.check(detail.person);
    status.setAway(false);
    status.heard(detail);
  });
  outbox.addEventListener("refused", ({ detail }) => desk.refused(detail));
  outbox.addEventListener("state", () => outbox.state === "signed-out" && session.ended());
  outbox.addEventListener("stuck", ({ detail: entry }) => {
    notice(`The server fails to save ${entry.label}. It is kept here and sent again.`, { kind: "error", stays: true, acts: [["Try now", () => outbox.retry()]] });
  });
  listening.addEventListener("heard", ({ detail }) => {
    status.setAway(false);
    status.heard(detail);
    session.heard(detail.session_ends_at);
    session.check(detail.person);
    if (session.isOut) session.back();
    if (outbox.waiting.length) outbox.retry();
    if (!detail.acts.length) return;
    changed();
    announce(`${detail.by || "Someone"} changed the article`);
  });
  listening.addEventListener("away", ({ detail }) => status.setAway(true, detail.status));
  listening.addEventListener("signed-out", () => outbox.tellState("signed-out"));
  listening.addEventListener("refused", ({ detail }) => notice(detail.message, { kind: "error" }));
  addEventListener("offline", () => status.setAway(true));
  addEventListener("online", () => outbox.retry());
}

/* Links that leave the desk save first. */
export function leaves(desk) {
  for (const link of $$("[data-leaves]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      desk.leaveFor(link.href);
    });
  }
}
