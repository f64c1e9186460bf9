// @ts-check
// The guide for web editors: copies what is to be pasted, and shows the banner as it is chosen.

for (const block of document.querySelectorAll("pre[aria-label]")) {
  const button = document.createElement("button");
  const said = document.createElement("span");
  const words = `Copy: ${block.getAttribute("aria-label")}`;
  Object.assign(button, { type: "button", className: "second", textContent: words });
  said.setAttribute("role", "status");
  const line = document.createElement("p");
  line.className = "copy";
  line.append(button, " ", said);
  block.after(line);
  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(block.textContent ?? "");
      said.textContent = "Copied.";
    } catch {
      // Where the browser does not let a page copy, it is selected for the keyboard.
      getSelection()?.selectAllChildren(block);
      said.textContent = "Selected. Press Ctrl and C to copy it.";
    }
  });
}

// Before the snippet is built anew, the preview shows what was chosen.
const preview = /** @type {HTMLIFrameElement | null} */ (document.getElementById("preview"));
const form = document.querySelector("form");
form?.addEventListener("change", () => {
  const chosen = new FormData(form);
  const address = new URL("/demo/preview/", location.href);
  for (const [name, value] of chosen) if (value) address.searchParams.set(name === "language" ? "lang" : name, String(value));
  if (preview) preview.src = address.href;
});
