// The keys of the desk that the rest of the site uses otherwise: c claims, r gives back, d goes to the decision.
// j k o Enter / ? are everybody's (keys.js); the list of `?` is the desk's own (data-keys-url).
const typing = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

export default function desk(root) {
  const line = () => document.activeElement?.closest(".case-line");
  const send = (name) => (line() ?? root).querySelector(`form[data-${name}]`)?.requestSubmit();
  const decide = () => {
    const form = root.querySelector("[data-decide]");
    form?.scrollIntoView({ block: "start" });
    form?.querySelector("input[type=radio]:checked, input[type=radio]")?.focus({ preventScroll: true });
  };
  const deeds = { c: () => send("claim"), r: () => send("release"), d: decide };
  document.addEventListener("keydown", (event) => {
    const deed = deeds[event.key];
    if (!deed || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest(typing) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    deed();
  }, true);
}
