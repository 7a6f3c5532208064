// Shows the chosen picture next to its field, in added rows, too.
const { jQuery } = window.django;

// Select2 reports changes only through jQuery.
jQuery(document).on("change", "select", (event) => {
  const field = event.target;
  const image = field.parentElement.querySelector("img.picture-choice");
  if (!image) return;
  image.hidden = !field.value;
  if (field.value) image.src = image.dataset.source.replace("/0/", `/${field.value}/`);
  else image.removeAttribute("src");
});
