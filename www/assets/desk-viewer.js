// @ts-check
// Runs in a sandboxed frame of no origin: a hostile picture meets the decoder here, where nothing can be reached.
// It becomes pixels on a canvas and nothing else.
addEventListener("message", async (event) => {
  const note = document.querySelector("#note");
  if (event.source !== parent || !note || !(event.data?.bytes instanceof ArrayBuffer)) return;
  try {
    const picture = await createImageBitmap(new Blob([event.data.bytes], { type: event.data.type }));
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "The document as it was sent");
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    note.replaceWith(canvas);
  } catch {
    note.textContent = "This picture cannot be shown. It may be damaged.";
  }
});
