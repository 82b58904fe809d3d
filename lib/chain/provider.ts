import { FetchRequest, type JsonRpcError, type JsonRpcPayload, JsonRpcProvider } from "ethers";
import { type Answer, classifyRpcError, fault, type RpcError, unreachable } from "./fault";

/** One JSON-RPC endpoint. */
export type Rpc = {
  /** Sends one request; `read` shapes its result. A shape error thrown there is a broken node and reported as such. */
  ask<Value>(
    method: string,
    params: readonly unknown[],
    read: (result: unknown) => Value,
  ): Promise<Answer<Value>>;
  /** Stops timers and sockets; the process may end. */
  close(): void;
};

export type RpcOptions = { readonly rpcUrl: string; readonly chainId: number; readonly timeoutMs?: number };

/**
 * The chain id is given, not asked: a node that answers for another chain then cannot change what is signed
 * (`readIdentity` compares them). No cache, because with it the second transaction gets a stale nonce; no batches,
 * because some endpoints refuse them.
 */
export function connectRpc({ rpcUrl, chainId, timeoutMs = 15_000 }: RpcOptions): Rpc {
  const request = new FetchRequest(rpcUrl);
  request.timeout = timeoutMs;
  request.setThrottleParams({ maxAttempts: 3 });
  const provider = new PlainProvider(request, chainId, {
    staticNetwork: true,
    pollingInterval: 100,
    cacheTimeout: -1,
    batchMaxCount: 1,
  });
  return {
    async ask(method, params, read) {
      let result: unknown;
      try {
        result = await provider.send(method, [...params]);
      } catch (error) {
        return fault(error instanceof NodeAnswer ? classifyRpcError(error.answer) : unreachable(error));
      }
      try {
        return { ok: true, value: read(result) };
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return fault({ kind: "rejected", detail: `${method} answered something unreadable: ${why}` });
      }
    },
    close: () => provider.destroy(),
  };
}

/** A node's own error, unchanged. */
class NodeAnswer extends Error {
  constructor(readonly answer: RpcError) {
    super(answer.message);
  }
}

/** ethers rewords what nodes answer, by guesses that differ from method to method; here the words arrive as sent. */
class PlainProvider extends JsonRpcProvider {
  override getRpcError(_: JsonRpcPayload, { error }: JsonRpcError): Error {
    return new NodeAnswer({ code: error.code, message: String(error.message), data: error.data });
  }
}
