/* Forms with data-act: only the button submits them, and its label says what will happen. */

const form = document.querySelector("form[data-act]");
const button = form?.querySelector("input[type=submit][data-now]");
const moment = form?.elements.moment;
const choices = [...(form?.querySelectorAll("input[name=when]") ?? [])];
const now = choices.find((choice) => choice.value === "now");
const later = choices.find((choice) => choice.value === "later");
let kept = "";

// Enter in a field must not publish.
document.addEventListener("keydown", (event) => {
  const isField = event.target.matches("input:not([type=submit], [type=button])");
  if (event.key === "Enter" && isField && event.target.form === form) event.preventDefault();
});

const written = (typed) => {
  const day = new Date(`${typed}Z`); // parsed as UTC, so that the browser's time zone doesn't shift it
  const year = day.getUTCFullYear() === new Date().getFullYear() ? {} : { year: "numeric" };
  const date = day.toLocaleDateString("en-US", { timeZone: "UTC", month: "long", day: "numeric", ...year });
  return `${date}, ${typed.slice(11, 16)}`;
};

const say = () => {
  if (now.checked) button.value = button.dataset.now;
  else if (moment.value) button.value = button.dataset.later.replace("{when}", written(moment.value));
  else button.value = button.dataset.unset;
};

const chooseLater = () => {
  later.checked = true;
  say();
};

if (button && now && later && moment) {
  moment.addEventListener("input", chooseLater);
  moment.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" && event.key !== "Shift") chooseLater(); // a partly typed time has no value yet, but already means “later”
  });
  now.addEventListener("change", () => {
    kept = moment.value;
    moment.value = "";
    say();
  });
  later.addEventListener("change", () => {
    moment.value ||= kept;
    say();
  });
  form.addEventListener("submit", (event) => {
    if (moment.validity.badInput) {
      event.preventDefault();
      chooseLater();
      moment.reportValidity();
    }
  });
  say();
}
