/* Above the summary, the picture that is chosen in the details, where readers see it. */

import { $ } from "../desk/dom.js";

export function showLead() {
  const chosen = $("#details-form .field-picture img.picture-choice");
  const lead = $("#paper-lead");
  if (!chosen || !lead) return;
  const show = () => {
    lead.hidden = !chosen.getAttribute("src");
    if (!lead.hidden) lead.src = chosen.src;
  };
  new MutationObserver(show).observe(chosen, { attributeFilter: ["src"] });
  show();
}
