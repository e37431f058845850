// The line between a browser and the server, which a test can cut, and on which answers can get lost:
// a real loss, for pages and service workers alike.
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export type Line = {
  /** Where the browser finds the server. */
  origin: string;
  /** Nothing goes through. */
  cut: boolean;
  /** Requests of this kind arrive, but their answers do not. */
  swallow: ((path: string) => boolean) | null;
  /** Another build, as the service worker sees it. */
  build: string;
  /** Posts that arrived, by path. */
  posts: string[];
  close(): Promise<void>;
};

/** A line to the server at `target`, e.g. `http://localhost:4101`. */
export async function line(target: string): Promise<Line> {
  const sockets = new Set<Socket>();
  const to = new URL(target);
  const handle = (asked: IncomingMessage, answer: ServerResponse) => {
    const path = asked.url ?? "/";
    if (state.cut) return asked.socket.destroy();
    if (asked.method === "POST") state.posts.push(path);
    const onward = request(
      { host: "127.0.0.1", port: to.port, path, method: asked.method, headers: asked.headers },
      (came) => {
        if (state.swallow?.(path)) {
          came.resume();
          return came.on("end", () => asked.socket.destroy());
        }
        const headers = { ...came.headers };
        if (path === "/sw.js") delete headers["content-length"];
        answer.writeHead(came.statusCode ?? 502, headers);
        came.on("data", (part) => answer.write(part));
        came.on("end", () => answer.end(path === "/sw.js" && state.build ? `// ${state.build}\n` : undefined));
        came.on("error", () => asked.socket.destroy());
      },
    );
    onward.on("error", () => asked.socket.destroy());
    answer.on("close", () => onward.destroy());
    asked.pipe(onward);
  };
  const server = createServer(handle);
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  let cut = false;
  const state: Line = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    get cut() {
      return cut;
    },
    set cut(now: boolean) {
      cut = now;
      if (now) for (const socket of sockets) socket.destroy();
    },
    swallow: null,
    build: "",
    posts: [],
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
  };
  return state;
}
