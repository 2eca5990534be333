import { say, word } from "redbridge/toast";

/** A link to the page one shares from becomes the system's own sheet, or copies the address. */
export default function share(link) {
  link.addEventListener("click", async (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const { title, url } = link.dataset;
    try {
      if (navigator.share) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(url);
        say(word("copied"));
      }
    } catch (error) {
      // Somebody who closes the sheet has chosen; where neither works the page still does.
      if (error.name !== "AbortError") location.assign(link.href);
    }
  });
}
