// @ts-check
/** The address of a file beside the desk's code. @param {string} name */
export const beside = (name) => new URL(`./${name}`, import.meta.url).href;
