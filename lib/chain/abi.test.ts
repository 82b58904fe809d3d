import { Interface, type JsonFragment } from "ethers";
import { beforeAll, describe, expect, it } from "vitest";
import { type Compiled, compile, settings } from "@/contracts/compile.mjs";
import { packproofLogAbi } from "./abi";
import { packproofLogBytecode, packproofLogRuntimeBytecode } from "./generated/packproof-log";

let compiled: Compiled;
beforeAll(async () => {
  const { PackproofLog } = await compile(["src/PackproofLog.sol"]);
  if (!PackproofLog) throw new Error("no such contract");
  compiled = PackproofLog;
}, 30_000);

describe("the contract's interface", () => {
  it("the ABI in the repository is the one the compiler finds in the contract, no more and no less", () => {
    const fromCompiler = new Interface(compiled.abi as JsonFragment[]).format();
    expect([...packproofLogAbi].sort()).toEqual(fromCompiler.sort());
  });

  it("the generated code is that of these sources", () => {
    expect(packproofLogBytecode).toBe(compiled.bytecode);
    expect(packproofLogRuntimeBytecode).toBe(compiled.runtimeBytecode);
  });

  it("no metadata is in the code: a changed comment is not another contract", () => {
    expect(settings.metadata).toEqual({ appendCBOR: false, bytecodeHash: "none" });
  });
});
