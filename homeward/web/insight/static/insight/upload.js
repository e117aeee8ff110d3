// On the upload page: says which files were chosen or dropped, and whether they are too large. Without it the browser tells their number.
const MEGABYTE = 1024 * 1024;
const SHOWN = 5;
const field = document.querySelector("[data-most-bytes]");
const told = document.querySelector("[data-chosen]");

function size(bytes) {
  return bytes < MEGABYTE ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

function tell() {
  const files = [...field.files];
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const names = files.slice(0, SHOWN).map((file) => file.name).join(", ");
  const more = files.length > SHOWN ? ` and ${files.length - SHOWN} more` : "";
  const tooLarge = bytes > Number(field.dataset.mostBytes) ? " That is more than can be taken: leave out tables that are not needed, or zip the files." : "";
  told.textContent = files.length ? `Chosen: ${names}${more} (${size(bytes)}).${tooLarge}` : "";
}

if (field && told) {
  field.addEventListener("change", tell);
  tell();
}
