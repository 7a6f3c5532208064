/* For a correction, checks all its snapshots, unless the editor has already chosen among them. */

const kinds = document.querySelectorAll("input[name=kind]");
const boxes = [...document.querySelectorAll("input[type=checkbox][name=snapshots]")];
const asked = document.querySelector("input[name=asked]");
let isChosen = boxes.some((box) => box.checked) || Boolean(asked?.value);

const follow = () => {
  const kind = [...kinds].find((radio) => radio.checked)?.value;
  if (!isChosen) for (const box of boxes) box.checked = kind === "correction";
  asked.value = kind === "correction" ? "1" : "";
};

if (boxes.length) {
  for (const radio of kinds) radio.addEventListener("change", follow);
  for (const box of boxes) box.addEventListener("change", () => (isChosen = true));
  follow();
}
