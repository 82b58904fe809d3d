#!/usr/bin/env node
/**
 * Answers forge as the native compiler would, through the locked npm solc: forge needs no download, and the tests
 * run the compiler that makes what is deployed.
 */
import { readFileSync } from "node:fs";
import solc from "solc";

if (process.argv.includes("--version")) {
  process.stdout.write(
    `solc, the solidity compiler commandline interface\nVersion: ${solc.version().replace(".Emscripten.clang", ".Linux.g++")}\n`,
  );
} else if (process.argv.includes("--standard-json")) {
  // forge sends every source inside the request, so no file is read here.
  process.stdout.write(solc.compile(readFileSync(0, "utf8")));
} else {
  process.stderr.write("only --version and --standard-json are answered\n");
  process.exitCode = 1;
}
