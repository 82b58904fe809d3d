/**
 * The contract's interface as people read it (contracts/src/PackproofLog.sol). Written by hand and kept beside the
 * code that calls it; a test compiles the contract and refuses any difference.
 */
export const packproofLogAbi = [
  "constructor(address administrator)",

  "function openLog(bytes32 logId, address headKey, bytes32 prevLogId, uint64 prevSize, bytes32 prevRoot)",
  "function anchor(bytes32 logId, uint64 oldSize, uint64 newSize, bytes32 root, bytes32[] consistencyProof, bytes headSignature)",
  "function proveFork(bytes32 logId, uint64 index, (uint64 size, bytes32 root, bytes signature, bytes32 leafHash, bytes32[] path) a, (uint64 size, bytes32 root, bytes signature, bytes32 leafHash, bytes32[] path) b)",

  "function verifyInclusion(bytes32 logId, uint64 size, uint64 index, bytes32 entry, bytes32[] path) view returns (bool)",
  "function head(bytes32 logId) view returns (uint64 size, bytes32 root)",
  "function rootAt(bytes32 logId, uint64 size) view returns (bytes32 root)",
  "function closedAt(bytes32 logId) view returns (uint64 size)",
  "function status(bytes32 logId) view returns (address headKey, uint64 size, bool closed, uint64 closedAtSize, bool forked)",
  "function headDigest(bytes32 logId, uint64 size, bytes32 root) pure returns (bytes32)",
  "function EMPTY_ROOT() view returns (bytes32)",

  "function owner() view returns (address)",
  "function pendingOwner() view returns (address)",
  "function transferOwnership(address newOwner)",
  "function acceptOwnership()",
  "function renounceOwnership()",

  "event LogOpened(bytes32 indexed logId, address headKey, bytes32 indexed prevLogId, uint64 prevSize, bytes32 prevRoot)",
  "event LogClosed(bytes32 indexed logId, uint64 size, bytes32 indexed nextLogId)",
  "event Anchored(bytes32 indexed logId, uint64 indexed size, bytes32 root)",
  "event ForkProven(bytes32 indexed logId, uint64 index, uint64 sizeA, bytes32 rootA, uint64 sizeB, bytes32 rootB)",
  "event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner)",
  "event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)",

  "error InvalidLogId()",
  "error InvalidHeadKey()",
  "error LogExists(bytes32 logId)",
  "error UnknownLog(bytes32 logId)",
  "error LogIsClosed(bytes32 logId, uint64 closedAt)",
  "error UnknownHead(bytes32 logId, uint64 size, bytes32 root)",
  "error StaleHead(uint64 oldSize, uint64 headSize)",
  "error RootConflict(uint64 size, bytes32 recorded, bytes32 offered)",
  "error InvalidSize(uint64 oldSize, uint64 newSize)",
  "error InvalidRoot()",
  "error InvalidHeadSignature()",
  "error InvalidConsistencyProof()",
  "error NotAFork()",
  "error Sha256Unavailable()",
  "error OwnableInvalidOwner(address owner)",
  "error OwnableUnauthorizedAccount(address account)",
] as const;
