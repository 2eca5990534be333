const EACH = 60_000;
let last = -EACH;
const NAME = '[name="csrfmiddlewaretoken"]';

/**
 * This page's token anew, where its person signed out and in again in another tab: whether it may be tried once more. Not
 * where somebody else is signed in by now, and once a minute at the most, whatever else was refused.
 */
export default async function renew() {
  if (performance.now() - last < EACH) return false;
  const answer = await fetch(location.pathname).catch(() => null);
  const page = new DOMParser().parseFromString(answer?.ok ? await answer.text() : "", "text/html");
  const token = page.querySelector(NAME)?.value;
  if (!token || !page.body.dataset.person || page.body.dataset.person !== document.body.dataset.person) return false;
  last = performance.now();
  for (const field of document.querySelectorAll(NAME)) field.value = token;
  return true;
}
