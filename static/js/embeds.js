/* Charts, maps and videos of other sites: shown in a sandboxed frame once the reader asks for them, so no other site
   hears of readers before. Without this script there is a picture and a link. */

for (const figure of document.querySelectorAll(".embed[data-frame]")) {
  const offer = figure.querySelector(".embed-offer");
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.title = figure.querySelector(".figure-caption").textContent;
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox");
    frame.allow = "fullscreen";
    frame.referrerPolicy = "strict-origin-when-cross-origin"; // YouTube refuses to play for a page it can't name
    frame.src = figure.dataset.frame;
    figure.querySelector(".embed-stage").replaceChildren(frame);
    offer.remove();
    frame.focus();
  });
}
