import { say, word } from "redbridge/toast";

const HEADERS = { "HX-Request": "true" };
let sheet = null;

/** The boards to choose from, over whatever is open. */
async function choose(form) {
  const answer = await fetch(form.action, { headers: HEADERS });
  if (!answer.ok) return say(await answer.text());
  sheet ??= Object.assign(document.createElement("dialog"), { className: "dialog choose-sheet" });
  sheet.setAttribute("aria-label", form.dataset.ask);
  document.body.append(sheet);
  fill(form, await answer.text());
  sheet.showModal();
}

function fill(form, html) {
  const heading = Object.assign(document.createElement("h2"), { textContent: form.dataset.ask });
  const inside = new DOMParser().parseFromString(html, "text/html").querySelector("[data-choose]");
  sheet.replaceChildren(heading, inside);
  sheet.dispatchEvent(new Event("web:new", { bubbles: true }));
  sheet.onclick = (event) => event.target === sheet && sheet.close();
  sheet.onsubmit = (event) => {
    event.preventDefault();
    put(form, event.target, event.submitter).catch(() => say(word("offline")));
  };
}

async function put(form, sent, button) {
  const answer = await fetch(sent.action, { method: "POST", body: new FormData(sent, button), headers: HEADERS });
  const html = await answer.text();
  if (answer.status === 422) return fill(form, html);
  if (!answer.ok) return say(html);
  sheet.close();
  const now = new DOMParser().parseFromString(html, "text/html").querySelector("form.collect button");
  const shown = form.querySelector("button");
  const on = now.getAttribute("aria-pressed");
  shown.replaceChildren(...now.childNodes);
  shown.setAttribute("aria-pressed", on);
  shown.value = now.value;
  if (on === "true") say(form.dataset.said);
}

export default function start(form) {
  form.addEventListener("submit", () => {
    // The toggle has not turned yet: what is off goes on.
    if (form.querySelector("button").getAttribute("aria-pressed") === "true") return;
    const link = Object.assign(document.createElement("button"), { className: "link", textContent: form.dataset.ask });
    link.addEventListener("click", () => choose(form).catch(() => say(word("offline"))));
    say(form.dataset.said, link);
  });
}
