// Shows the chosen picture next to its field, in added rows, too.
const show = ({ target: field }) => {
  const image = field.parentElement?.querySelector("img.picture-choice");
  if (!image) return;
  image.hidden = !field.value;
  if (field.value) image.src = image.dataset.source.replace("/0/", `/${field.value}/`);
  else image.removeAttribute("src");
};

// In a form, Select2 reports changes only through jQuery; a desk's drawer has neither.
if (window.django?.jQuery) window.django.jQuery(document).on("change", "select", show);
else document.addEventListener("change", show);
