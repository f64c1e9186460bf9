// @ts-check
// The contrast of two colours (WCAG 2.2, "contrast ratio").

/** Of two opaque colours, in any of CSS's notations; 0 where it cannot be told. @param {string} one @param {string} other */
export const contrast = (one, other) => {
  const [a, b] = [luminance(one), luminance(other)];
  return a === null || b === null ? 0 : (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

/** "Relative luminance", 0 to 1; null of what is no opaque colour. @param {string} colour */
export const luminance = (colour) => {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1).map(Number) ?? painted(colour);
  if (!parts) return null;
  const [r, g, b] = parts.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** A colour as the screen shows it; null where what is behind would shine through. @param {string} colour */
const painted = (colour) => {
  const context = /** @type {HTMLCanvasElement} */ (Document.prototype.createElement.call(document, "canvas")).getContext("2d");
  if (!context || !CSS.supports("color", colour)) return null;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, alpha] = context.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? [r, g, b] : null;
};
