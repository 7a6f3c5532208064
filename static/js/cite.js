/* The cite panel's copy buttons, hidden where there is no clipboard (old browsers, no HTTPS). */

const SAID_FOR = 2_500;

async function copy(entry) {
  const plain = entry.innerText.trim();
  if (window.ClipboardItem) {
    const parts = { "text/plain": plain, "text/html": entry.innerHTML.trim() }; // word processors keep the italics
    const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })]);
    try {
      return await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } catch {
      // Some browsers accept only plain text.
    }
  }
  return navigator.clipboard.writeText(plain);
}

function bringToLife(panel) {
  const said = panel.querySelector("[data-cite-said]");
  for (const button of panel.querySelectorAll("button[data-cite]")) {
    const entry = document.getElementById(button.dataset.cite);
    const label = button.textContent;
    let waiting;
    const say = (short, sentence) => {
      clearTimeout(waiting);
      button.textContent = short;
      said.textContent = sentence;
      waiting = setTimeout(() => {
        button.textContent = label;
        said.textContent = "";
      }, SAID_FOR);
    };
    button.addEventListener("click", async () => {
      try {
        await copy(entry);
        say(panel.dataset.copied, panel.dataset.copiedSaid);
      } catch {
        getSelection().selectAllChildren(entry); // copying failed: the selected text can be copied with the keyboard
        say(panel.dataset.selected, panel.dataset.selectedSaid);
      }
    });
    button.hidden = false;
  }
}

if (navigator.clipboard) document.querySelectorAll(".cite-panel").forEach(bringToLife);
