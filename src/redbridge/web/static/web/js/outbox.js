import { fileOf, list } from "redbridge/store";
import { say, word } from "redbridge/toast";
import { Refused, upload } from "redbridge/upload";

const token = () => document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "";
let busy = false;
let more = false;
const AGAIN = 30_000;

/** Keep a note that could not be sent: [name, value] pairs, `upload:<key>` for a picture that is still here. */
export function post(path, begin, fields) {
  const key = Object.fromEntries(fields).client_key;
  list("outbox", (all) => [...all.filter((one) => one.key !== key), { key, path, begin, fields }]);
  localStorage.setItem("outbox", "1");
}

/** Not after all: what was to be sent with it changed. */
export const takeBack = (key) => list("outbox", (all) => all.filter((one) => one.key !== key));
export const waits = (key) => list("outbox").some((one) => one.key === key);

/** A picture that waited with its note is with the server: what waits names it, since its file is no longer kept. */
export function whole(key, id) {
  const named = ([name, value]) => [name, value === `upload:${key}` ? id : value];
  list("outbox", (all) => all.map((one) => ({ ...one, fields: one.fields.map(named) })));
}

const keyOf = ([name, value]) => (name === "picture" && value.startsWith("upload:") ? value.slice(7) : "");

/** Its fields, each picture with its number; `missing` where the site would not take one. */
async function brought(one) {
  const fields = [];
  let missing = false;
  // All files first: the page may bring them too, and lets go of each once it is whole.
  const files = await Promise.all(one.fields.map((field) => keyOf(field) && fileOf(keyOf(field))));
  for (const [at, [name, value]] of one.fields.entries()) {
    const key = keyOf([name, value]);
    const kept = files[at];
    if (!key) fields.push([name, value]);
    else if (kept) {
      const id = await upload(kept.file, key, one.begin, token, () => undefined, () => undefined).catch(unlessRefused);
      if (id) fields.push([name, id]);
      else missing = true;
    }
  }
  return { fields, missing };
}

function unlessRefused(error) {
  if (!(error instanceof Refused)) throw error;
}

/** Not now: its person is signed out, was too quick, or the house is full. What waits goes on waiting. */
class NotNow extends Error {}

const door = () => `/accounts/login/?next=${encodeURIComponent(location.pathname + location.search)}`;

async function sent(path, body, headers) {
  const answer = await fetch(path, { method: "POST", body, headers });
  const { status } = answer;
  if (status === 401) say(word("door"), Object.assign(document.createElement("a"), { href: door(), textContent: word("enter") }));
  if (status === 401 || status === 429 || status >= 500) throw new NotNow(status);
  return answer;
}

/** What the site will not take is a draft there, or where it takes none a draft on this device. */
async function keep(one, said) {
  said.delete("do");
  const { ok } = await sent("/drafts/save", said, { "HX-Request": "true" });
  const kept = { key: one.key, path: one.path, at: Date.now(), fields: one.fields };
  if (!ok) list("drafts", (all) => [...all.filter(({ key }) => key !== one.key), kept].slice(-20));
  say(word("refused"));
}

async function send(one) {
  const { fields, missing } = await brought(one);
  const said = new URLSearchParams(fields);
  said.set("csrfmiddlewaretoken", token());
  // Without a picture of its own it is not what its author wanted to show.
  const answer = missing ? { ok: false } : await sent(one.path, said);
  if (!answer.ok) await keep(one, said);
  list("outbox", (all) => all.filter((other) => other.key !== one.key));
  list("uploads", (all) => all.filter((other) => other.draft !== one.key));
  if (answer.ok) tell(one, answer.url);
}

function tell(one, url) {
  const form = document.querySelector("form[data-composer]");
  if (form?.elements.client_key.value === one.key) {
    form.dataset.out = "1";
    location.assign(url);
  }
  else if (/\/notes\/\d+$/.test(url)) say(word("out"));
}

/** Whether one of those that wait could not be sent for now, and waiting alone helps. */
async function all() {
  let full = false;
  for (const one of list("outbox")) {
    try {
      await send(one);
    } catch (error) {
      if (!(error instanceof NotNow)) throw error;
      full ||= error.message !== "401";
    }
  }
  return full;
}

/** One page of this browser at a time, where it can be told. */
const alone = (act) => (navigator.locks ? navigator.locks.request("outbox", act) : act());

/** Send what waits, each once: its key makes a second sending the first one's answer. */
export default async function flush() {
  if (busy) return void (more = true);
  if (!navigator.onLine || !token()) return;
  busy = true;
  try {
    if (await alone(all)) setTimeout(flush, AGAIN);
    // Somebody else's may wait for when they are here again.
    if (!Object.keys(localStorage).some((name) => name.startsWith("outbox:"))) localStorage.removeItem("outbox");
  } catch {
    // Still no network: the next page, or the next `online`, tries again.
  } finally {
    busy = false;
  }
  if (!more) return;
  more = false;
  await flush();
}

addEventListener("online", flush);
