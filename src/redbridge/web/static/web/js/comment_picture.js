/** Asks for the picture at once, shows it, and folds away when the comment is sent. */
export default function start(details) {
  const file = details.querySelector("[type=file]");
  const shown = document.createElement("img");
  details.addEventListener("toggle", () => details.open && !file.files.length && file.click());
  file.addEventListener("change", () => {
    URL.revokeObjectURL(shown.src);
    shown.remove();
    if (!file.files.length) return;
    shown.src = URL.createObjectURL(file.files[0]);
    shown.alt = "";
    file.before(shown);
  });
  details.closest("form").addEventListener("reset", () => {
    details.open = false;
    URL.revokeObjectURL(shown.src);
    shown.remove();
  });
}
