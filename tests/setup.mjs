// Starts the demonstration institution with an empty state, as `cargo xtask up` does, and stops it again.
import { startServer } from "./server.mjs";

export default async function setup() {
  const server = await startServer();
  process.env.FORTHRIGHT_URL = server.url;
  process.env.FORTHRIGHT_STATE = server.state;
  return async () => {
    await server.stop({ clean: true });
    // What a test could not see: the tests that provoke an error cause lines too.
    const lines = server.log().split("\n").filter((line) => /error|warn|hung|critical/i.test(line)).slice(-30);
    console.log(`The server's last warnings:\n${lines.join("\n")}`);
  };
}
