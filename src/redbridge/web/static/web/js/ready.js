// Seconds between looks: a picture takes about two, a crowd of them longer.
const PAUSES = [1, 1, 2, 3, 5, 8, 13];

const waiting = (box) => box.querySelectorAll(".picture-waiting").length;

async function now() {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-carousel]");
}

function put(found, box) {
  const at = box.querySelector(".strip").scrollLeft;
  box.replaceWith(found);
  found.querySelector(".strip").scrollLeft = at;
  found.parentElement.dispatchEvent(new Event("web:new", { bubbles: true }));
}

/** Look again until more of the pictures that are being prepared can be shown; a note that was left is not asked for. */
export default async function ready(box) {
  for (const seconds of PAUSES) {
    await new Promise((done) => setTimeout(done, seconds * 1000));
    if (!box.isConnected) return;
    const found = await now();
    // Whoever still waits in what came looks again by itself.
    if (found && box.isConnected && waiting(found) < waiting(box)) return put(found, box);
  }
}
