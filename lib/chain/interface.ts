import { Interface } from "ethers";
import { packproofLogAbi } from "./abi";

/** Encodes calls to the contract and decodes its answers, events and custom errors. */
export const packproofLogInterface = new Interface(packproofLogAbi);
