// A picture's focal point: a click sets the two fields, and the fields move the mark. Without scripts, the fields remain.
const frame = document.querySelector(".picture-focus");
const fields = ["id_focus_x", "id_focus_y"].map((id) => document.getElementById(id));

if (frame && fields.every(Boolean)) {
  const image = frame.querySelector("img");
  const mark = document.createElement("span");
  mark.className = "picture-focus-mark";
  mark.setAttribute("aria-hidden", "true");
  frame.append(mark);
  const show = () => {
    const [x, y] = fields.map((field) => Math.min(100, Math.max(0, Number(field.value) || 0)));
    mark.style.insetInlineStart = `${x}%`;
    mark.style.insetBlockStart = `${y}%`;
  };
  image.addEventListener("click", (event) => {
    const box = image.getBoundingClientRect();
    fields[0].value = Math.round(((event.clientX - box.left) / box.width) * 100);
    fields[1].value = Math.round(((event.clientY - box.top) / box.height) * 100);
    show();
  });
  for (const field of fields) field.addEventListener("input", show);
  show();
}
