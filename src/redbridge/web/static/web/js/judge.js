const KEYS = { j: 1, k: -1 };

/** What waits for an answer, by keys: j and k walk, a accepts, d declines. */
export default function judge(list) {
  const hint = document.querySelector(".mend-keys");
  if (hint) hint.hidden = false;
  const items = () => [...list.querySelectorAll("[data-item]")];
  const here = () => document.activeElement?.closest("[data-item]");
  const go = (item) => {
    item?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (!list.isConnected || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select") || !"jkad".includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const at = items().indexOf(here());
    if (event.key in KEYS) return go(items()[at < 0 ? 0 : at + KEYS[event.key]]);
    here()?.querySelector(event.key === "a" ? "[data-accept]" : "[data-decline]")?.click();
  }, true);
  // The answer takes the item's place and its focus; the next one is a key away.
  let asked = -1;
  list.addEventListener("htmx:beforeRequest", () => (asked = items().indexOf(here())));
  list.addEventListener("htmx:afterSettle", () => go(items()[asked]));
}
