// Loaded before the local server. Its queue reports each batch to a server of its own in Node.js, which closes a connection
// that was idle for five seconds; closed in the moment it is used, the report fails, and the queue hands out nothing more
// until a hundred messages wait. Here no idle connection is closed.
import { Server } from "node:http";

const { listen } = Server.prototype;
Server.prototype.listen = function (/** @type {any[]} */ ...how) {
  this.keepAliveTimeout = 0;
  return Reflect.apply(listen, this, how);
};
