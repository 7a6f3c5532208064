/* The page of a letter: its HTML copied, its frame at two widths, and the frame of a digest filled. */
"use strict";
{
  const stage = document.querySelector(".letter-stage");

  for (const group of document.querySelectorAll("[data-widths]")) {
    group.hidden = false;
    const buttons = [...group.querySelectorAll("[data-width]")];
    const choose = (width) => {
      stage.classList.toggle("is-phone", width === "phone");
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.width === width));
    };
    for (const button of buttons) button.addEventListener("click", () => choose(button.dataset.width));
  }

  // The clipboard is there on HTTPS and one's own machine alone; the older way works on the rest.
  const copy = async (area) => {
    area.select();
    if (navigator.clipboard) await navigator.clipboard.writeText(area.value);
    else if (!document.execCommand("copy")) throw new Error("not copied");
  };

  for (const button of document.querySelectorAll("[data-copies]")) {
    const said = button.parentElement.querySelector("[data-said]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      said.textContent = "";
      try {
        await copy(document.getElementById(button.dataset.copies));
        said.textContent = button.dataset.done;
      } catch {
        said.textContent = "Ctrl+C / ⌘C";
      }
    });
  }

  // A digest is kept nowhere: its frame is asked for by sending the form once more.
  for (const button of document.querySelectorAll("[data-fills-frame]")) {
    button.form.requestSubmit(button);
    button.hidden = true;
  }
}
