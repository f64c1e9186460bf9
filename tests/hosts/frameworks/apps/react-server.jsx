import { renderToString } from "react-dom/server";
import { App, Whole } from "./react.jsx";

export const app = (strict) => renderToString(<App strict={strict} />);
export const whole = (strict) => renderToString(<Whole strict={strict} />);
