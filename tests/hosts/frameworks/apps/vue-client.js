import { createApp, createSSRApp } from "vue";
import App from "./App.vue";

const how = new URL(document.currentScript.src).searchParams;
window.failures = [];
const begin = (app) => {
  app.config.errorHandler = (error) => window.failures.push(String(error));
  app.mount("#root");
  return app;
};
setTimeout(() => { window.app = begin(how.has("hydrate") ? createSSRApp(App) : createApp(App)); }, Number(how.get("wait")));
window.again = () => { window.app = begin(createApp(App)); };
