import { fileOf, list } from "redbridge/store";
import { say, word } from "redbridge/toast";
import { upload } from "redbridge/upload";

const token = () => document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "";
let busy = false;

/** Keep a note that could not be sent: [name, value] pairs, `upload:<key>` for a picture that is still here. */
export function post(path, begin, fields) {
  const key = Object.fromEntries(fields).client_key;
  list("outbox", (all) => [...all.filter((one) => one.key !== key), { key, path, begin, fields }]);
  localStorage.setItem("outbox", "1");
}

/** A picture that waited with its note is with the server: what waits names it, since its file is no longer kept. */
export function whole(key, id) {
  const named = ([name, value]) => [name, value === `upload:${key}` ? id : value];
  list("outbox", (all) => all.map((one) => ({ ...one, fields: one.fields.map(named) })));
}

const keyOf = ([name, value]) => (name === "picture" && value.startsWith("upload:") ? value.slice(7) : "");

async function brought(one) {
  const fields = [];
  // All files first: the page may bring them too, and lets go of each once it is whole.
  const files = await Promise.all(one.fields.map((field) => keyOf(field) && fileOf(keyOf(field))));
  for (const [at, [name, value]] of one.fields.entries()) {
    const key = keyOf([name, value]);
    const kept = files[at];
    if (!key) fields.push([name, value]);
    else if (kept) fields.push([name, await upload(kept.file, key, one.begin, token(), () => undefined, () => undefined)]);
  }
  return fields;
}

async function send(one) {
  const said = new URLSearchParams(await brought(one));
  said.set("csrfmiddlewaretoken", token());
  const answer = await fetch(one.path, { method: "POST", body: said });
  list("outbox", (all) => all.filter((other) => other.key !== one.key));
  list("uploads", (all) => all.filter((other) => other.draft !== one.key));
  if (answer.ok) return answer.url;
  said.delete("do");
  await fetch("/drafts/save", { method: "POST", body: said, headers: { "HX-Request": "true" } });
  say(word("refused"));
  return "";
}

/** Send what waits, each once: its key makes a second sending the first one's answer. */
export default async function flush() {
  if (busy || !navigator.onLine || !token()) return;
  busy = true;
  try {
    for (const one of list("outbox")) {
      const url = await send(one);
      if (url && document.querySelector(`form[data-composer] [name="client_key"][value="${one.key}"]`)) return location.assign(url);
    }
    if (!list("outbox").length) localStorage.removeItem("outbox");
  } catch {
    // Still no network: the next page, or the next `online`, tries again.
  } finally {
    busy = false;
  }
}

addEventListener("online", flush);
