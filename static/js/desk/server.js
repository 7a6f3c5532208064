/* Requests to the server. Each returns data or throws: refused, signed out, or away. */

export class Refused extends Error {
  constructor(status, body) {
    super(body?.message || SENTENCES[status] || "The server refused this.");
    this.status = status;
    this.body = body ?? {};
  }
}
export class SignedOut extends Error {}
export class Away extends Error {} // `status`: set if the server answered with a failure

const SENTENCES = {
  403: "You may not change this.",
  404: "That no longer exists.",
  413: "That is too long for the server.",
};
const PATIENCE = 20_000;

const cookie = (name) => document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);

/* `name`: the last part of a desk URL, such as "act" or "library". */
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
  // The admin redirects people who aren't signed in to its login page.
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
  if (response.status === 403 && body?.person) throw new SignedOut(); // someone else is signed in now
  if (response.status === 403 && !isJson && !(await isSignedIn())) throw new SignedOut();
  throw new Refused(response.status, body);
}

/* An outdated CSRF token gives 403, and so does a missing permission. A request that needs no token tells them apart.
   */
async function isSignedIn() {
  const response = await send(new URL("findings/", location.href), {});
  return response.type !== "opaqueredirect";
}
