// The picture that is chosen, beside the field in which it is.
const { jQuery } = window.django;

for (const image of document.querySelectorAll("img.picture-choice")) {
  const field = document.getElementById(image.dataset.for);
  // The chooser tells of a change by jQuery alone.
  jQuery(field).on("change", () => {
    image.hidden = !field.value;
    if (field.value) image.src = image.dataset.source.replace("/0/", `/${field.value}/`);
    else image.removeAttribute("src");
  });
}
