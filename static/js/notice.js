/* A dismissed notice stays hidden in this browser. */

for (const notice of document.querySelectorAll("[data-notice]")) {
  const button = notice.querySelector("[data-dismiss]");
  try {
    notice.hidden = localStorage.getItem(notice.dataset.notice) !== null;
  } catch {
    continue; // storage is blocked: keep showing the notice
  }
  button.hidden = false;
  button.addEventListener("click", () => {
    notice.hidden = true;
    localStorage.setItem(notice.dataset.notice, "dismissed");
  });
}
