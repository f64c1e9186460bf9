/**
 * `<forthright-embed consent src title width height provider link allow allowfullscreen loading referrerpolicy sandbox>`: a frame
 * that waits for consent behind a placeholder. What is written inside, a link for example, is shown until the script is there.
 */
export class ForthrightEmbed extends HTMLElement {}

/**
 * `<forthright-frame kind form audience title done>`: a form or a page of the privacy desk. With `done` it fires `forthright:done`
 * when something was sent.
 */
export class ForthrightFrame extends HTMLElement {}

/** Registers both. Importing this file does so already; doing it twice does nothing. On a server it does nothing either. */
export function define(): void;

declare global {
  interface HTMLElementTagNameMap {
    "forthright-embed": ForthrightEmbed;
    "forthright-frame": ForthrightFrame;
  }
  interface HTMLElementEventMap {
    "forthright:done": CustomEvent<{ reference: string }>;
  }
}
