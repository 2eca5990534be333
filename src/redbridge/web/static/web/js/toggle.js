import { say, word } from "redbridge/toast";

const buttonOf = (form) => form.querySelector("button[aria-pressed]");
const twinsOf = (form) =>
  [...document.querySelectorAll("form[data-toggle]")].filter((other) => other.action === form.action);
const pending = new Map();

/** Shows every toggle of one thing as on or off, and its count one up or down. */
function show(form, on) {
  for (const other of twinsOf(form)) {
    const button = buttonOf(other);
    if ((button.getAttribute("aria-pressed") === "true") === on) continue;
    button.setAttribute("aria-pressed", on);
    button.value = on ? "0" : "1";
    button.classList.toggle("stamped", on);
    step(other.querySelector("[data-count]"), on ? 1 : -1);
  }
}

function step(count, by) {
  if (!count) return;
  const number = Math.max(0, Number(count.dataset.count) + by);
  count.dataset.count = number;
  const useGrouping = !document.documentElement.lang.startsWith("zh");
  if (/^[\d,]+$/.test(count.textContent)) count.textContent = number.toLocaleString("en", { useGrouping });
}

async function send(form, on) {
  const body = new FormData(form);
  body.set("on", on ? "1" : "0");
  const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, keepalive: true });
  const door = answer.headers.get("HX-Redirect");
  if (door) {
    show(form, !on);
    return location.assign(door);
  }
  if (answer.ok) {
    const toast = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-toast]");
    return toast && say("", ...toast.childNodes);
  }
  const plain = answer.headers.get("Content-Type")?.startsWith("text/plain");
  throw new Error(plain ? await answer.text() : word("refused"));
}

/** One request at a time for each thing, wherever its hearts stand; what was pressed meanwhile is sent after it. */
async function settle(form, on) {
  const thing = form.action;
  const waiting = pending.has(thing);
  pending.set(thing, on);
  if (waiting) return;
  let kept = !on;
  try {
    while (kept !== pending.get(thing)) {
      const wanted = pending.get(thing);
      await send(form, wanted);
      kept = wanted;
    }
  } catch (error) {
    show(form, kept);
    say(error instanceof TypeError ? word("offline") : error.message);
  }
  pending.delete(thing);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-toggle]");
  if (!form) return;
  event.preventDefault();
  const on = buttonOf(form).getAttribute("aria-pressed") !== "true";
  show(form, on);
  settle(form, on);
});
