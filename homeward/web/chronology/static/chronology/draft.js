// While somebody writes: keeps what is typed as their draft, and says plainly when it cannot be kept. Without it, "Keep as draft" keeps it.
// Nothing is stored in the browser. The service answers 401 to whoever is signed out, 409 where another page keeps this form.
const PAUSE = 1500;
const LONGEST = 5000;
const AGAIN = 3000;
const WORDS_ONLY = { Accept: "application/json" };
const form = document.querySelector("form[data-draft]");
let isUnsent = false;
let isKeeping = false;
let isLeaving = false;
let since = 0;
let timer = 0;
let last = Promise.resolve("kept");

function typed() {
  if (!isUnsent) since = Date.now();
  isUnsent = true;
  clearTimeout(timer);
  timer = setTimeout(keep, Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
}

// One after the other: what was typed last must be what is kept.
function keep() {
  clearTimeout(timer);
  last = last.then(keepNow);
  return last;
}

async function keepNow() {
  if (!isUnsent) return "kept";
  isUnsent = false;
  isKeeping = true;
  const { state, says } = await send(true).then(read, () => ({ state: "no-answer" }));
  isKeeping = false;
  show(state, says);
  if (state !== "kept") isUnsent = true;
  if (state === "signed-out" || state === "no-answer") timer = setTimeout(keep, AGAIN);
  return state;
}

async function send(mayAsk) {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: WORDS_ONLY, keepalive: document.hidden });
  if (answer.status !== 403 || !mayAsk) return answer;
  // Whoever signed in anew in another tab may go on here, with what the service gives their page to be sent with.
  const headers = { ...WORDS_ONLY, "Draft-Page": form.elements["draft-page"].value };
  const asked = await fetch(form.dataset.draft, { headers, cache: "no-store" });
  if (!asked.ok) return asked;
  const { token } = await asked.json();
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => (field.value = token));
  return send(false);
}

async function read(answer) {
  if (answer.status >= 500) return { state: "no-answer" };
  const told = await answer.json().catch(() => ({}));
  if (answer.ok && told.says) return { state: "kept", says: told.says };
  return { state: answer.status === 401 ? "signed-out" : "refused", says: told.says ?? "This record is not open to you now." };
}

function show(state, says) {
  for (const part of ["signed-out", "no-answer", "refused"]) form.querySelector(`[data-draft-${part}]`).hidden = part !== state;
  form.querySelector("[data-draft-why]").textContent = state === "refused" ? says : "";
  form.querySelector("[data-draft-kept]").textContent = state === "kept" ? says : "";
}

async function submitted(event) {
  const isDraft = event.submitter?.hasAttribute("data-draft-button");
  if (isDraft) isUnsent = true;
  if (isLeaving || !(isUnsent || isKeeping)) {
    isLeaving = true;
    return;
  }
  event.preventDefault();
  const state = await keep();
  // Where another page keeps the draft, the note itself can still be saved; where nobody would take it, it stays here.
  if (isDraft || state === "signed-out" || state === "no-answer") return;
  isLeaving = true;
  form.requestSubmit(event.submitter); // a button may say what comes next
}

if (form) {
  form.addEventListener("input", typed);
  form.addEventListener("submit", submitted);
  document.addEventListener("visibilitychange", () => isUnsent && keep());
  addEventListener("beforeunload", (event) => isUnsent && !isLeaving && event.preventDefault());
}
