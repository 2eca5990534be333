import "redbridge/carousel";
import "redbridge/comments";
import "redbridge/counter";
import "redbridge/dialog";
import "redbridge/feed";
import "redbridge/original";
import "redbridge/stream";
import "redbridge/theme";
import "redbridge/time";
import "redbridge/toggle";

// Safari sends the form on the Enter that ends a composition.
let composedAt = -1000;
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) composedAt = performance.now();
}, true);
document.addEventListener("submit", (event) => {
  if (performance.now() - composedAt < 100) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

// Pressed twice is sent once: the second would take the first one's answer away.
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.going) event.preventDefault();
  form.dataset.going = "1";
  setTimeout(() => delete form.dataset.going, 8000);
});

// What is wrong with a field is said by the server, in our words; by the browser only what the server would not get to see: half a date.
document.addEventListener("click", ({ target }) => {
  const form = target.closest?.("button, [type=submit]")?.form;
  if (form) form.noValidate = ![...form.elements].some((one) => one.validity?.badInput);
}, true);

// What few pages need comes with them: `data-module="a b"` loads both and gives each the element, once, and then says so
// in `data-awake`. Where the network went away meanwhile they come when it is back.
const begun = new WeakSet();
function wake(element) {
  Promise.all(element.dataset.module.split(" ").map((name) => import(`redbridge/${name}`))).then(
    (modules) => {
      for (const module of modules) module.default(element);
      element.dataset.awake = "";
    },
    (fault) => (navigator.onLine ? Promise.reject(fault) : addEventListener("online", () => wake(element), { once: true })),
  );
}
document.addEventListener("web:new", ({ target }) => {
  for (const element of [target, ...target.querySelectorAll("[data-module]")]) {
    if (!element.dataset?.module || begun.has(element)) continue;
    begun.add(element);
    wake(element);
  }
});

// Few browsers translate by themselves, and only texts that nobody else has translated.
if ("Translator" in self) import("redbridge/translator");

// A note that was written without a network goes out from whichever page is open next.
if (localStorage.getItem("outbox")) import("redbridge/outbox").then((outbox) => outbox.default());

// The keys of /keyboard come with the first of them that is pressed while nobody types.
document.addEventListener("keydown", (event) => {
  if (!/^[jkolcn/?]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  import("redbridge/keys").then(({ press }) => press(event.key));
});
addEventListener("load", () => navigator.serviceWorker?.register("/sw.js").catch(() => {}));

// What htmx brought in gets the same behaviours as the first page.
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) event.detail.elt.dispatchEvent(new Event("web:new", { bubbles: true }));
});
(document.querySelector("[data-focus]") ?? document.querySelector("[aria-invalid=true]"))?.focus();
document.body.dispatchEvent(new Event("web:new", { bubbles: true }));
