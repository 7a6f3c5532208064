// The picture that is chosen, beside the field in which it is; in rows that were added, too.
const { jQuery } = window.django;

// The chooser tells of a change by jQuery alone.
jQuery(document).on("change", "select", (event) => {
  const field = event.target;
  const image = field.parentElement.querySelector("img.picture-choice");
  if (!image) return;
  image.hidden = !field.value;
  if (field.value) image.src = image.dataset.source.replace("/0/", `/${field.value}/`);
  else image.removeAttribute("src");
});
