// Makes or uses a passkey when its button is pressed, and sends what the browser gave with the form around the button.

const form = document.querySelector("[data-passkey]");
const problem = document.querySelector("[data-passkey-problem]");
const TOO_OLD = "This browser cannot use passkeys here. Use a newer one, or another way to sign in.";
const STOPPED = "No passkey was used: it was cancelled, it took too long, or there is none for this service on this device.";
const KNOWN = "This device or key holds a passkey for your account already.";

function tell(words) {
  problem.querySelector("[data-passkey-words]").textContent = words;
  problem.hidden = false;
  problem.focus();
}

async function give() {
  const options = JSON.parse(form.dataset.options);
  if (form.dataset.passkey === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function answer(event) {
  event.preventDefault();
  problem.hidden = true;
  try {
    const credential = await give();
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch (error) {
    tell(error.name === "InvalidStateError" ? KNOWN : STOPPED);
  }
}

if (window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  form.querySelector("button").disabled = false;
  form.addEventListener("submit", answer);
} else {
  tell(TOO_OLD);
}
