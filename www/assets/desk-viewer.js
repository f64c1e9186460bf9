// @ts-check
// Runs in a sandboxed frame of no origin: a hostile picture or PDF meets its decoder here, where nothing can be reached. A
// picture becomes pixels on a canvas, and words about it from the code that the desk hands over; of a PDF, words alone.
const note = /** @type {HTMLElement} */ (document.querySelector("#note"));
const NOT = "It was not checked again here.";
/** @type {ArrayBuffer | undefined} */
let bytes;
/** @type {Promise<ImageBitmap> | undefined} */
let picture;
let isShown = false;

addEventListener("message", async ({ source, data }) => {
  if (source !== parent) return;
  try {
    if (data?.bytes instanceof ArrayBuffer) {
      bytes = data.bytes;
      if (data.type !== "application/pdf") show(await (picture = createImageBitmap(new Blob([data.bytes], { type: data.type }))));
      note.textContent = "Checking it again…";
    } else if (bytes) {
      const known = picture && (await picture);
      const found = data?.code instanceof ArrayBuffer && (known ? await lookAgain(known, data, false) : await readAgain(bytes, data));
      note.textContent = found ? `Checked again here, in the words the person reads: ${found}` : NOT;
    }
  } catch {
    note.textContent = picture && !isShown ? "This picture cannot be shown. It may be damaged." : NOT;
  }
});

/** @param {ImageBitmap} picture */
function show(picture) {
  const canvas = draw(picture, 1);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "The document as it was sent");
  note.after(canvas);
  isShown = true;
}

/** @param {ImageBitmap} picture @param {number} scale */
function draw(picture, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** @typedef {{code: ArrayBuffer, pdf?: ArrayBuffer, told: string}} Handed code, and what the person told, as JSON */

/** What is found in a picture, in words. @param {ImageBitmap} picture @param {Handed} handed @param {boolean} isScan */
async function lookAgain(picture, { code, told }, isScan) {
  const { look_again: look } = await started("./check.js", code);
  const { width, height } = picture;
  const small = draw(picture, Math.min(1, 1600 / Math.max(width, height)));
  const pixels = small.getContext("2d")?.getImageData(0, 0, small.width, small.height).data;
  return look(pixels, small.width, small.height, new Uint32Array([width, height]), told, isScan);
}

/** What is found in a PDF, in words; a scanned page is shown. @param {ArrayBuffer} bytes @param {Handed} handed */
async function readAgain(bytes, { code, pdf, told }) {
  if (!(pdf instanceof ArrayBuffer)) return "";
  const { read } = await started("./pdf.js", pdf);
  const seen = read(new Uint8Array(bytes), told);
  if (seen.scan instanceof Uint8Array) {
    const page = await createImageBitmap(new Blob([seen.scan], { type: "image/jpeg" }));
    show(page);
    return lookAgain(page, { code, told }, true);
  }
  if (seen.grey instanceof Uint8Array) {
    const rows = seen.grey.length / seen.width;
    const pixels = new ImageData(seen.width, rows);
    new Uint32Array(pixels.data.buffer).forEach((_, at, all) => { all[at] = 0xff000000 | (seen.grey[at] * 0x10101); });
    show(await createImageBitmap(pixels));
  }
  return (await started("./check.js", code)).judge_again(seen, told);
}

/** A bundle with the code that was handed over: this frame may connect to nothing. @param {string} path @param {ArrayBuffer} code */
async function started(path, code) {
  const bundle = await import(path);
  await bundle.default({ module_or_path: code });
  return bundle;
}
