document.addEventListener("pointerdown", (event) => {
  for (const menu of document.querySelectorAll("details[data-module=dismiss][open]")) menu.open = menu.contains(event.target);
});

/** A menu in `<details>` closes by Escape, which then closes nothing around it, and by a press beside it. */
export default function start(details) {
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.preventDefault();
    details.open = false;
    details.querySelector("summary").focus();
  });
}
