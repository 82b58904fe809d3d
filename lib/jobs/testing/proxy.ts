import { connect, createServer, type Socket } from "node:net";

/** A TCP port in front of a server that a test can take away and give back, as a restart does. */
export async function openProxy(target: string) {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      socket.on("error", () => undefined);
    }
    near.pipe(far).on("close", () => near.destroy());
    far.pipe(near).on("close", () => far.destroy());
  });
  const listen = (at: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(at, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
  const own = await listen(0);
  return {
    /** The same address with the proxy's port. */
    url: Object.assign(new URL(target), { hostname: "127.0.0.1", port: String(own) }).href,
    /** Breaks every connection and refuses new ones. */
    async cut(): Promise<void> {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.resetAndDestroy();
      await closed;
    },
    mend: async (): Promise<void> => {
      await listen(own);
    },
  };
}
