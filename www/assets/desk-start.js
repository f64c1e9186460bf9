// @ts-check
import start from "./desk.js";

start();
