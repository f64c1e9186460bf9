// @ts-check
// The banner's style, as one constructed sheet. Every colour is a token: the institution's from the register, the host
// page's from custom properties. All buttons share one rule; frames and focus have the colour of the text. The element in the
// page has no box and takes nothing from it but the font, whatever the page's style says of its kind. What scrolls where there is
// little room is the text; the buttons are always in view. The order of declarations is the one that compresses best.

export const STYLE =
  ":host{all:initial!important;font:inherit!important;display:contents!important}" +
  `*{font:inherit;border-radius:var(--forthright-radius,${RADIUS}px);box-sizing:border-box}` +
  `section{${LIGHT};position:fixed;padding:16px;background:var(--forthright-paper,var(--p));color:var(--forthright-ink,var(--i));display:flex;font-size:max(16px,1em);max-height:70vh;flex-direction:column;inset:auto 0 0;gap:12px;border:1px solid}` +
  "header{overflow:auto;max-width:36em}" +
  `@media(prefers-color-scheme:dark){:host(:not([data-theme=light])) section{${DARK}}}` +
  `:host([data-theme=dark]) section{${DARK}}` +
  "@media(min-width:64em){section{justify-content:center;gap:48px;align-items:end;flex-direction:row}}" +
  ":host([data-position=top]) section{inset:0 0 auto}" +
  ":host([data-position=centre]) section{margin:auto;max-width:36em;align-items:normal;flex-direction:column;inset:auto 16px 16px}" +
  "h2,button{font-weight:bold}" +
  "h2,p{margin:4px 0}" +
  "div{width:30em;display:grid;gap:12px;max-width:100%;grid-template-columns:repeat(auto-fit,minmax(128px,1fr))}" +
  "button{min-height:44px;border:2px solid #0000;padding:8px;background:var(--forthright-button,var(--b));color:var(--forthright-button-ink,var(--t))}" +
  "header button,a{background:none;text-decoration:underline;color:inherit}";
