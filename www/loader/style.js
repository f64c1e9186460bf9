// @ts-check
// The banner's style, as one constructed sheet. Every colour is a token: the institution's from the register, the host
// page's from custom properties. All buttons share one rule; frames and focus have the colour of the text.

export const STYLE =
  ":host{all:initial;display:contents;font:inherit}*{box-sizing:border-box;font:inherit}" +
  `section{${LIGHT};background:var(--forthright-paper,var(--p));color:var(--forthright-ink,var(--i));border:1px solid;` +
  "padding:16px max(16px,50% - 36rem);position:fixed;z-index:99999;inset:auto 0 0;max-height:60vh;overflow:auto}" +
  `@media(prefers-color-scheme:dark){:host(:not([data-theme=light])) section{${DARK}}}:host([data-theme=dark]) section{${DARK}}` +
  ":host([data-position=top]) section{inset:0 0 auto}" +
  ":host([data-position=centre]) section{inset:auto 16px 16px;margin:auto;max-width:36rem}" +
  "p{margin:0 0 12px}div{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:12px;max-width:36rem}" +
  `button{min-height:44px;padding:8px;border:2px solid #0000;border-radius:var(--forthright-radius,${RADIUS}px);` +
  "background:var(--forthright-button,var(--b));color:var(--forthright-button-ink,var(--t));font-weight:700}" +
  ".o,a{background:none;color:inherit;text-decoration:underline}:focus-visible{outline:3px solid var(--forthright-ink,var(--i));outline-offset:2px}" +
  "@media print{:host{display:none}}";
