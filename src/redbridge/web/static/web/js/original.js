/** A card's title and its twin change places. */
function flip(button) {
  const card = button.closest(".card");
  const title = card.querySelector(".card-title") ?? card.querySelector(".tcard-words");
  const twin = button.querySelector(".twin-text");
  [title.innerHTML, twin.innerHTML] = [twin.innerHTML, title.innerHTML];
  [title.lang, twin.lang] = [twin.lang, title.lang];
}

/** A comment's two texts change places, and the button says what it does next. */
function turn(form) {
  for (const text of form.parentElement.querySelectorAll(":scope > [data-turn]")) text.hidden = !text.hidden;
  const button = form.querySelector("button");
  [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
}

/** The whole note: original, both, or mine. Both and mine are kept for the next note; an original is asked for one by one. */
function read(form, button) {
  const note = form.closest("article");
  const choice = button.value;
  for (const part of note.querySelectorAll("[data-read-part]")) {
    const readings = part.dataset.readPart.split(" ");
    part.hidden = !readings.includes(choice === "both" && readings.length === 1 ? "mine" : choice);
  }
  const body = note.querySelector(".note-body");
  if (body) body.dataset.read = choice;
  for (const one of form.querySelectorAll("button")) one.ariaPressed = String(one === button);
  if (choice !== "original") document.cookie = `read=${choice};path=/;max-age=31536000;samesite=lax`;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-flip]");
  if (button) flip(button);
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-mark], [data-read]")) return;
  event.preventDefault();
  if (form.matches("[data-mark]")) turn(form);
  else read(form, event.submitter);
});
