import { say, word } from "redbridge/toast";

/** A button that copies an address; without script there is none. */
export default function start(button) {
  button.hidden = false;
  button.addEventListener("click", () => navigator.clipboard.writeText(button.dataset.url).then(
    () => say(word("copied")),
    () => say(word("refused")),
  ));
}
