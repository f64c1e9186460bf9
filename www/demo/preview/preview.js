// @ts-check
// Puts the loader into the preview with the options that the guide for web editors has in the address.
const asked = new URLSearchParams(location.search);
const script = document.createElement("script");
for (const name of ["site", "lang", "theme", "position", "links"]) {
  const value = asked.get(name);
  if (value) script.dataset[name] = value;
}
script.src = "/embed.js";
document.head.append(script);
