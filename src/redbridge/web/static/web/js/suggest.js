// People and topics while one types; what was searched lately stays in this browser.
const KEY = "searched";
const MOST = 6;
const PAUSE = 140;
let lists = 0;

function lately() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]").filter((words) => typeof words === "string");
  } catch {
    return [];
  }
}

function keep(list) {
  try {
    if (list.length) localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST)));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing searches as well.
  }
}

function recent(form) {
  const found = lately().map((words) => {
    const offer = document.createElement("a");
    Object.assign(offer, { className: "offer", role: "option", href: `${form.action}?${new URLSearchParams({ q: words })}` });
    offer.append(form.querySelector(".icon").cloneNode(true), Object.assign(document.createElement("span"), { className: "offer-name", textContent: words }));
    return offer;
  });
  if (!found.length) return found;
  const head = Object.assign(document.createElement("div"), { className: "offers-head", role: "presentation" });
  const forget = Object.assign(document.createElement("button"), { type: "button", textContent: form.dataset.forget });
  forget.dataset.forget = "";
  head.append(Object.assign(document.createElement("span"), { textContent: form.dataset.recent }), forget);
  return [head, ...found];
}

export default function suggest(form) {
  const input = form.querySelector("input[name=q]");
  const box = Object.assign(document.createElement("div"), { className: "offers", id: `offers-${++lists}`, role: "listbox", hidden: true, ariaLabel: form.dataset.list });
  let timer, asked = "", at = -1;
  form.append(box);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": box.id, "aria-expanded": "false" })) input.setAttribute(name, value);

  const offers = () => [...box.querySelectorAll("[role=option]")];
  function show(content) {
    box.replaceChildren(...content);
    offers().forEach((offer, n) => Object.assign(offer, { id: `${box.id}-${n}`, tabIndex: -1, ariaSelected: "false" }));
    box.hidden = !offers().length;
    input.setAttribute("aria-expanded", !box.hidden);
    choose(-1);
  }
  function choose(n) {
    const all = offers();
    at = n < -1 ? all.length - 1 : n >= all.length ? -1 : n;
    all.forEach((offer, each) => offer.setAttribute("aria-selected", each === at));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  }
  async function ask() {
    const words = (asked = input.value.trim());
    if (!words) return show(recent(form));
    const answer = await fetch(`${form.dataset.url}?${new URLSearchParams({ q: words })}`).catch(() => null);
    if (words !== asked || document.activeElement !== input) return;
    const page = new DOMParser().parseFromString(answer?.ok ? await answer.text() : "", "text/html");
    if (words === asked) show(page.body.children);
  }

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, input.value ? PAUSE : 0);
  });
  input.addEventListener("compositionend", () => (timer = setTimeout(ask, PAUSE)));
  input.addEventListener("focus", () => input.value || show(recent(form)));
  input.addEventListener("click", () => input.value || show(recent(form)));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      show([]);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !box.hidden) {
      event.preventDefault();
      choose(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      offers()[at].click();
    }
  });
  box.addEventListener("pointerdown", (event) => event.preventDefault());
  box.addEventListener("click", (event) => {
    if (!event.target.closest("[data-forget]")) return;
    keep([]);
    show([]);
  });
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || show([]));
  form.addEventListener("submit", () => {
    const words = input.value.trim();
    if (words) keep([words, ...lately().filter((other) => other !== words)]);
  });
}
