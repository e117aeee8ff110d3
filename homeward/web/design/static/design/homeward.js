// Wakes the few GOV.UK components that do more with JavaScript (menu, file upload, error summary). Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
