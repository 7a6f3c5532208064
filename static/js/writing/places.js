/* The desk's requests that belong to no article: authors, pictures, and anything by a few letters. */

import { Away, Refused, ask, tell } from "../desk/server.js";

const nameOf = (name) => new URL(`${name}`, new URL(document.querySelector("#desk").dataset.new, location.href)).pathname;

export const askAt = (name, query) => ask(nameOf(name), query);
export const tellAt = (name, message) => tell(nameOf(name), message);

/* Post a form with a file. */
export async function postAt(name, data) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  let answer;
  try {
    answer = await fetch(`${nameOf(name)}/`, { method: "POST", body: data, headers: { "X-CSRFToken": token }, redirect: "manual" });
  } catch {
    throw new Away();
  }
  const body = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(answer.status, body);
  return body;
}
