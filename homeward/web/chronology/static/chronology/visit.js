// On the page of a visit: asks about a sister or brother once ticked, and why not only of a child who was not seen. Without it, all is asked.
const form = document.querySelector("form:has([data-own-child])");

function fit() {
  for (const part of form.querySelectorAll("[data-child]")) {
    const tick = form.querySelector(`input[name="children"][value="${part.dataset.child}"]`);
    part.hidden = tick !== null && !tick.checked;
    const seen = part.querySelector("input[type=radio]:checked")?.value;
    part.querySelector("[data-not-seen]").hidden = seen !== "no";
    part.querySelector("[data-seen]").hidden = seen === undefined || seen === "no";
  }
}

if (form) {
  form.addEventListener("change", fit);
  fit();
}
