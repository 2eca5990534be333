// While a surge is on, sign-up asks for a proof of work. A worker looks for it from the first field on, and the form waits.
export default function proof(form) {
  const { altcha, by_hand: byHand } = form.elements;
  const [state, box] = [form.querySelector("[data-proof-state]"), form.querySelector("[data-by-hand]")];
  let begun;

  const find = () => (begun ??= new Promise((resolve) => {
    const puzzle = JSON.parse(form.dataset.proof);
    const worker = new Worker(import.meta.resolve("redbridge/solver"));
    const end = (number) => {
      worker.terminate();
      if (number < 0) box.hidden = false;
      else altcha.value = btoa(JSON.stringify({ ...puzzle, number }));
      state.textContent = number < 0 ? state.dataset.failed : state.dataset.done;
      resolve();
    };
    worker.onmessage = ({ data }) => end(data);
    worker.onerror = () => end(-1);
    state.textContent = state.dataset.waiting;
    worker.postMessage(puzzle);
  }));

  box.hidden = !byHand.checked;
  // The passkey's button waits for it as well.
  form.ready = () => (byHand.checked ? undefined : find());
  form.addEventListener("focusin", find, { once: true });
  if (form.contains(document.activeElement)) find();
  form.addEventListener("submit", async (event) => {
    if (altcha.value || byHand.checked || (begun && !box.hidden)) return;
    event.preventDefault();
    await find();
    form.requestSubmit(event.submitter);
  });
}
