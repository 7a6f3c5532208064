/* Dragging items within one list by pointer: mouse, pen or finger. */

/* `handleOf(event)`: the item that a press takes hold of, or nothing; `items()`: all, in order; `move(from, to)`. */
export function dragItems(root, { handleOf, items, move }) {
  let at = -1;
  const end = () => {
    items()[at]?.classList.remove("is-dragged");
    at = -1;
  };
  root.addEventListener("pointerdown", (event) => {
    const item = event.button ? null : handleOf(event);
    if (!item) return;
    at = items().indexOf(item);
    event.preventDefault(); // no selection of text
    root.setPointerCapture(event.pointerId);
    item.querySelector("button")?.focus();
    item.classList.add("is-dragged");
  });
  root.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (at < 0) return;
    const over = document.elementFromPoint(clientX, clientY);
    const to = items().findIndex((item) => item.contains(over));
    if (to < 0 || to === at) return;
    move(at, to);
    at = to;
    items()[at]?.classList.add("is-dragged");
  });
  for (const name of ["pointerup", "pointercancel"]) root.addEventListener(name, end);
}
