/* Long imports: say what is being done while the answer is awaited. */

const status = document.querySelector(".import-busy");
const form = status?.closest("form");

form?.addEventListener("submit", (event) => {
  const said = event.submitter?.dataset.busy;
  if (!said) return;
  const bar = document.createElement("progress");
  bar.ariaLabel = said;
  status.replaceChildren(bar, ` ${said}`);
});

// A page that the browser kept, after “Back”.
window.addEventListener("pageshow", () => status?.replaceChildren());
