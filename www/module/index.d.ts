export type Category = "necessary" | "preferences" | "statistics" | "media" | "marketing";

export type Source = "accept-all" | "refuse-all" | "choice" | "gpc" | "withdrawal" | "api";

/** A category, or the id of a service in the register. */
export type Name = Category | (string & {});

export interface Decision {
  id: string;
  revision: number;
  /** RFC 3339, in UTC. */
  decidedAt: string;
  source: Source;
  granted: Name[];
  refused: Name[];
}

export type Listener = (decision: Decision | null) => void;

export interface Consent {
  has(name: Name): boolean;
  /** A new object each time, or null while there is no choice. */
  get(): Decision | null;
  /** Records a choice: what is not granted is refused. */
  set(choice: { granted: Name[] }): void;
  withdraw(): void;
  /** Says everything in another language from now on (BCP 47). */
  setLanguage(tag: string): void;
  /** Opens the preference centre. */
  open(): void;
  /** The same as `onChange`. */
  on(listener: Listener): () => void;
}

export interface Options {
  /** Where `embed.js` is, for example `https://privacy.example.ac.uk`. */
  origin: string;
  /** The id of this website in the register. */
  site: string;
  /** The language of the banner and of the record; without it, the page's. */
  lang?: string;
  theme?: "auto" | "light" | "dark";
  position?: "bottom" | "top" | "centre";
  /** Shows no banner: the page asks by itself. */
  banner?: "off";
  /** Says of links to other websites that they lead there. */
  links?: "label";
  /** For a page whose policy allows scripts by nonce. */
  nonce?: string;
}

/**
 * Loads the banner once and resolves when the page's choice is known; later calls return the same promise. Never
 * rejects: on the server, or when the script cannot be loaded, what it resolves with denies everything.
 */
export function load(options: Options): Promise<Consent>;

/** The API as it is now: it denies everything until the script is there. */
export function consent(): Consent;

/**
 * Calls back on every change, and while the script arrives after the subscription, even if nothing is different then.
 * Returns a function that ends it.
 */
export function onChange(listener: Listener): () => void;

/** Resolves as soon as this is allowed, and otherwise stays pending; rejects only when the signal is aborted. */
export function whenAllowed(name: Name, options?: { signal?: AbortSignal }): Promise<void>;

declare global {
  interface Window {
    forthright?: { ready: Promise<unknown>; consent: Omit<Consent, "on"> & { on(listener: Listener): unknown } };
  }
  interface DocumentEventMap {
    "forthright:consent": CustomEvent<Decision | null>;
  }
}
