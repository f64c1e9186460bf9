/** Replaced at build time by what the register says of each site. */
declare const SITES: Record<string, [number, string, Record<string, [string, string, string]>]>;
