// @ts-check
// The document as the browser made it. An element with a name or an id stands in the way of `document.body`,
// `document.querySelector` and every other name on `document` (HTML, "named properties"); what is asked of the prototype is
// never an element of the page's choosing.

export const page = new Proxy(document, {
  get: (own, name) => {
    const value = Reflect.get(Document.prototype, name, own);
    return typeof value === "function" ? value.bind(own) : value;
  },
  set: (own, name, value) => Reflect.set(Document.prototype, name, value, own),
});
