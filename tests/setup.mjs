// Starts the demonstration institution with an empty state, as `cargo xtask up` does, and stops it again.
import { startServer } from "./server.mjs";

export default async function setup() {
  const server = await startServer();
  process.env.FORTHRIGHT_URL = server.url;
  process.env.FORTHRIGHT_STATE = server.state;
  return () => server.stop({ clean: true });
}
