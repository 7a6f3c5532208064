/* What pasting needs, loaded when the cursor enters a text: ./editor.js, and the list of domains by which the editor
   finds addresses in what is pasted. What is pasted or dropped before that waits for it. */

import { notice } from "../desk/announce.js";
import { fetchEditor } from "../desk/editor.js";

let loading = null;
let pasting = null;

function load() {
  loading ??= Promise.all([fetchEditor(), import("../../vendor/tiptap/linkify.js"), import("./editor.js")])
    .then(([editor, addresses, own]) => (editor.findAddressesWith(addresses), (pasting = own.pasting)))
    .catch((problem) => ((loading = null), Promise.reject(problem)));
  return loading;
}

/* Editor properties, as of pasting() in ./editor.js. */
export function pastingLater(editorOf, below) {
  let made = null;
  const properties = () => (made ??= pasting?.(editorOf, below));
  const hold = (view, event) => {
    if (pasting || view.dragging) return false;
    const again = copyOf(event);
    event.preventDefault();
    load().then(() => view.isDestroyed || view.dom.dispatchEvent(again), () => notice("That could not be pasted just now. Check your connection and try again.", { kind: "error" }));
    return true;
  };
  return {
    transformPastedHTML: (html) => properties()?.transformPastedHTML(html) ?? html,
    transformPasted: (slice) => properties()?.transformPasted(slice) ?? slice,
    handlePaste: (view, event) => properties()?.handlePaste(view, event) ?? false,
    handleDOMEvents: { focus: () => (load().catch(() => {}), false), paste: hold, drop: hold },
  };
}

/* The same event with the same data, which is there only while the event lasts. */
function copyOf(event) {
  const from = event.clipboardData ?? event.dataTransfer;
  const data = new DataTransfer();
  for (const type of from?.types ?? []) if (type !== "Files") data.setData(type, from.getData(type));
  for (const file of from?.files ?? []) data.items.add(file);
  const { type, clientX, clientY, ctrlKey, altKey, shiftKey } = event;
  const how = { bubbles: true, cancelable: true };
  if (event.clipboardData) return new ClipboardEvent(type, { ...how, clipboardData: data });
  return new DragEvent(type, { ...how, dataTransfer: data, clientX, clientY, ctrlKey, altKey, shiftKey });
}
