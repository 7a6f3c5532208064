/* The page of a letter: copies its HTML, shows it at two widths, and fills a digest's frame. */
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

  // The clipboard API needs HTTPS or localhost; elsewhere the older command works.
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

  // Digests aren't stored: submitting the form once more fills the frame.
  for (const button of document.querySelectorAll("[data-fills-frame]")) {
    button.form.requestSubmit(button);
    button.hidden = true;
  }
}
