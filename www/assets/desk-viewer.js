// @ts-check
// Runs in a sandboxed frame of no origin: a hostile picture meets the decoder here, where nothing can be reached.
// It becomes pixels on a canvas, and words about them from the code that the desk hands over.
addEventListener("message", async (event) => {
  const note = document.querySelector("#note");
  const { bytes, type, code, told } = event.data ?? {};
  if (event.source !== parent || !note || !(bytes instanceof ArrayBuffer)) return;
  try {
    const picture = await createImageBitmap(new Blob([bytes], { type }));
    const canvas = draw(picture, 1);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "The document as it was sent");
    note.after(canvas);
    note.textContent = (code instanceof ArrayBuffer && await lookAgain(picture, code, told)) || "It was not looked at again here.";
  } catch {
    note.textContent = "This picture cannot be shown. It may be damaged.";
  }
});

/** @param {ImageBitmap} picture @param {number} scale */
function draw(picture, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** What is found in the picture, in words. @param {ImageBitmap} picture @param {ArrayBuffer} code @param {string} told */
async function lookAgain(picture, code, told) {
  try {
    const { default: init, look_again: look } = await import(/** @type {any} */ ("/assets/check.js"));
    await init({ module_or_path: code });
    const { width, height } = picture;
    const small = draw(picture, Math.min(1, 1600 / Math.max(width, height)));
    const pixels = small.getContext("2d")?.getImageData(0, 0, small.width, small.height).data;
    const found = look(pixels, small.width, small.height, new Uint32Array([width, height]), told);
    return found && `Looked at again here, in the words the person reads: ${found}`;
  } catch {
    return "";
  }
}
