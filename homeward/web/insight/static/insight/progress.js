// While a return is read: asks for the page again every second and shows how far it is. Without it, "Check again" does the same.
const WAIT = 1000;
const WAIT_AFTER_FAULT = 5000;

async function look() {
  const response = await fetch(location.href, { redirect: "manual", cache: "no-store" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const now = page.querySelector("[data-waiting]");
  // A redirect, or a page that no longer waits: there is something else to see.
  if (response.type === "opaqueredirect" || (response.ok && !now)) {
    location.reload();
    return;
  }
  if (now) show(now);
  setTimeout(again, WAIT);
}

function show(now) {
  const here = document.querySelector("[data-waiting]");
  const [words, newWords] = [here, now].map((place) => place.querySelector("[data-words]"));
  if (words.textContent !== newWords.textContent) words.textContent = newWords.textContent;
  here.querySelector("progress").value = now.querySelector("progress").value;
}

function again() {
  look().catch(() => setTimeout(again, WAIT_AFTER_FAULT));
}

if (document.querySelector("[data-waiting]")) {
  document.querySelector("[data-check-again]").hidden = true;
  setTimeout(again, WAIT);
}
