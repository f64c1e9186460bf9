/** Replaced at build time by what the register and the crate `consent` say. */
declare const SERVICES: import("./rules.js").Service[];
/** Of each site: its id, the cookie's parent domain, the places of its services in SERVICES, and whom to tell in the page. */
declare const SITES: [id: string, domain: string | null, services: number[], signals: string[]][];
/** The title of each form by its id. */
declare const FORMS: Record<string, string>;
declare const REVISION: number;
/** Changes whenever a part that is loaded later changes. */
declare const VERSION: string;
/** The banner's words in English; other languages are loaded. */
declare const WORDS: Record<string, string>;
/** Every language there is a file for, with spaces between. */
declare const LANGUAGES: string;
/** The colours as custom properties. */
declare const LIGHT: string;
declare const DARK: string;
declare const RADIUS: number;
declare const NAME_OF_ORGANISATION: string;
/** Where the loader and its parts are served, if the register says so; else empty. */
declare const ORIGIN: string;
