/* Talking to the server. Whatever comes back is one of: data, a refusal, signed out, or away. */

export class Refused extends Error {
  constructor(status, body) {
    super(body?.message || SENTENCES[status] || "The server refused this.");
    this.status = status;
    this.body = body ?? {};
  }
}
export class SignedOut extends Error {}
export class Away extends Error {} // `status`, where the server did answer, but failed

const SENTENCES = {
  403: "You may not change this snapshot.",
  404: "That is not there any more.",
  413: "That is too long for the server.",
};
const PATIENCE = 20_000;

const cookie = (name) => document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);

/* `name` is the last part of an address of the desk: "act", "library", … */
export async function ask(name, query = {}) {
  const url = new URL(`${name}/`, location.href);
  for (const [key, value] of Object.entries(query)) {
    for (const each of [value].flat()) if (each !== "" && each != null) url.searchParams.append(key, each);
  }
  return answer(await send(url, {}));
}

export async function tell(name, message) {
  const token = cookie("csrftoken") ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  const sent = await send(new URL(`${name}/`, location.href), { method: "POST", headers, body: JSON.stringify(message) });
  return answer(sent);
}

async function send(url, options) {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    return await fetch(url, { ...options, signal, redirect: "manual", cache: "no-store", credentials: "same-origin" });
  } catch {
    throw new Away();
  }
}

async function answer(response) {
  // The admin sends whoever is not signed in to its login page.
  if (response.type === "opaqueredirect" || response.redirected) throw new SignedOut();
  if (response.status >= 500 || response.status === 429) throw Object.assign(new Away(), { status: response.status });
  const isJson = response.headers.get("content-type")?.includes("json");
  let body = null;
  try {
    if (isJson) body = await response.json();
  } catch {
    throw new Away();
  }
  if (response.ok && isJson) return body;
  if (response.ok) throw new SignedOut();
  if (response.status === 403 && body?.person) throw new SignedOut(); // somebody else is signed in by now
  if (response.status === 403 && !isJson && !(await isSignedIn())) throw new SignedOut();
  throw new Refused(response.status, body);
}

/* A token that no longer fits gives 403 as a lack of permission does; a question without one tells them apart. */
async function isSignedIn() {
  const response = await send(new URL("findings/", location.href), {});
  return response.type !== "opaqueredirect";
}
