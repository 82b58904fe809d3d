// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {HeadSignature} from "./HeadSignature.sol";
import {MerkleVerify} from "./MerkleVerify.sol";

/// @title Heads of append-only Merkle logs that cannot rewrite their history
/// @notice A head (size, root) is recorded only with a proof that every leaf of the head before it is still there, at
/// its place. Recorded roots are never changed or removed, by anybody: there is no proxy and no function that does it.
///
/// Who is trusted with what:
/// - the payer of a transaction with nothing: a head counts by the signature of the log's head key;
/// - the head key with the next head, never with a past one;
/// - the administrator (the owner) with opening logs and with closing one at a recorded head, never with a root.
///
/// WARNING: this contract proves that a leaf is in the log and that nothing was taken out. It does not prove that what
/// the leaf says is true, that a pack is genuine, or that a log holds every event there was.
contract PackproofLog is Ownable2Step {
    /// @dev One storage slot, so that an anchor writes two: this and its root.
    struct Log {
        address headKey;
        uint64 size;
        bool closed;
        bool forked;
    }

    /// @notice A head somebody signed, with the leaf it commits to at the disputed index.
    struct SignedHead {
        uint64 size;
        bytes32 root;
        bytes signature;
        bytes32 leafHash;
        bytes32[] path;
    }

    /// @notice SHA-256 of nothing: the root of a log without leaves (RFC 6962 section 2.1).
    bytes32 public constant EMPTY_ROOT = 0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855;

    mapping(bytes32 logId => Log) private _logs;

    /// @notice The root recorded for a size of a log; zero when that size was never anchored.
    /// @dev WARNING: the whole record, as it was written. In a closed log the roots past `closedAt` are the ones its
    /// administrator disowned. Read `status` too, or ask `verifyInclusion`, which does.
    mapping(bytes32 logId => mapping(uint64 size => bytes32 root)) public rootAt;

    /// @notice The last size of a closed log that still counts.
    mapping(bytes32 logId => uint64 size) public closedAt;

    /// @notice A log was opened; when it continues another one, that one ends at (prevSize, prevRoot).
    event LogOpened(
        bytes32 indexed logId,
        address headKey,
        bytes32 indexed prevLogId,
        uint64 prevSize,
        bytes32 prevRoot
    );

    /// @notice A log was closed: its heads past `size` no longer count.
    event LogClosed(bytes32 indexed logId, uint64 size, bytes32 indexed nextLogId);

    /// @notice A head was recorded.
    event Anchored(bytes32 indexed logId, uint64 indexed size, bytes32 root);

    /// @notice The head key of this log signed two heads that cannot belong to one history.
    event ForkProven(
        bytes32 indexed logId,
        uint64 index,
        uint64 sizeA,
        bytes32 rootA,
        uint64 sizeB,
        bytes32 rootB
    );

    error InvalidLogId();
    error InvalidHeadKey();
    error LogExists(bytes32 logId);
    error UnknownLog(bytes32 logId);
    error LogIsClosed(bytes32 logId, uint64 closedAt);
    /// @notice (size, root) of the log to continue is not a recorded head of it.
    error UnknownHead(bytes32 logId, uint64 size, bytes32 root);
    /// @notice `oldSize` is not the size of the log's head, `headSize`.
    error StaleHead(uint64 oldSize, uint64 headSize);
    /// @notice Another root is recorded for that size: the sender's log is not the log anchored here.
    error RootConflict(uint64 size, bytes32 recorded, bytes32 offered);
    error InvalidSize(uint64 oldSize, uint64 newSize);
    error InvalidRoot();
    error InvalidHeadSignature();
    error InvalidConsistencyProof();
    error NotAFork();
    /// @notice This chain has no SHA-256 precompile: the contract refuses to be deployed where it cannot check proofs.
    error Sha256Unavailable();

    /// @param administrator Opens and closes logs. Hand over in two steps (transferOwnership, acceptOwnership).
    constructor(address administrator) Ownable(administrator) {
        if (!MerkleVerify.hasSha256()) revert Sha256Unavailable();
    }

    /// @notice Opens a log under the key that will sign its heads, optionally as the continuation of another log.
    /// @dev The new log starts empty and names the old one in its first leaf; this call is where the old one ends.
    /// WARNING: continuing a log disowns all its heads past `prevSize`, for good. After a theft of the head key choose
    /// the last head the honest log signed, which need not be the newest recorded one.
    /// @param logId SHA-256 of the log's origin.
    /// @param headKey Address of the secp256k1 key that signs heads; no other key ever will, in this log.
    /// @param prevLogId The log this one continues, or zero.
    /// @param prevSize With prevRoot, any recorded head of that log; (0, EMPTY_ROOT) when none of them is to count.
    function openLog(
        bytes32 logId,
        address headKey,
        bytes32 prevLogId,
        uint64 prevSize,
        bytes32 prevRoot
    ) external onlyOwner {
        if (logId == 0) revert InvalidLogId();
        if (headKey == address(0)) revert InvalidHeadKey();
        if (_logs[logId].headKey != address(0)) revert LogExists(logId);

        if (prevLogId != 0) {
            _close(prevLogId, prevSize, prevRoot, logId);
        } else if (prevSize != 0 || prevRoot != 0) {
            revert UnknownHead(prevLogId, prevSize, prevRoot);
        }
        _logs[logId].headKey = headKey;
        emit LogOpened(logId, headKey, prevLogId, prevSize, prevRoot);
    }

    /// @notice Records the head (newSize, root) of a log. Anyone may pay for it.
    /// @dev A (size, root) that is recorded already changes nothing and succeeds, so a worker that does not know
    /// whether its transaction went through may send it again.
    /// @param oldSize Size of the log's head now; 0 for the first anchor.
    /// @param consistencyProof RFC 9162 section 2.1.4 from oldSize to newSize; empty for the first anchor.
    /// @param headSignature 65 bytes by the log's head key over (logId, newSize, root), see HeadSignature.
    function anchor(
        bytes32 logId,
        uint64 oldSize,
        uint64 newSize,
        bytes32 root,
        bytes32[] calldata consistencyProof,
        bytes calldata headSignature
    ) external {
        Log memory log = _logs[logId];
        if (log.headKey == address(0)) revert UnknownLog(logId);
        if (log.closed) revert LogIsClosed(logId, closedAt[logId]);
        if (root == 0) revert InvalidRoot();

        bytes32 recorded = rootAt[logId][newSize];
        if (recorded == root) return;
        if (recorded != 0) revert RootConflict(newSize, recorded, root);

        if (oldSize != log.size) revert StaleHead(oldSize, log.size);
        if (newSize <= oldSize || newSize > MerkleVerify.MAX_SIZE) revert InvalidSize(oldSize, newSize);
        if (!HeadSignature.isBy(log.headKey, logId, newSize, root, headSignature)) revert InvalidHeadSignature();
        if (
            oldSize == 0
                ? consistencyProof.length != 0
                : !MerkleVerify.extends(oldSize, rootAt[logId][oldSize], newSize, root, consistencyProof)
        ) revert InvalidConsistencyProof();

        _logs[logId].size = newSize;
        rootAt[logId][newSize] = root;
        emit Anchored(logId, newSize, root);
    }

    /// @notice Raises the public flag `forked`: the head key of this log signed two heads that no single append-only
    /// history has, whether or not one of them was ever anchored. Anyone may do it, at any time, for closed logs too.
    /// @dev Two heads of one size with different roots are a fork by themselves; index, leaf hashes and paths are
    /// ignored then. Else both must prove a different leaf at the same index. Leaf hashes, not entries: a head over
    /// malformed leaves is evidence as well, and which value stands at a position needs no preimage.
    /// @param index Position both heads commit to, below both sizes.
    function proveFork(bytes32 logId, uint64 index, SignedHead calldata a, SignedHead calldata b) external {
        Log storage log = _logs[logId];
        address headKey = log.headKey;
        if (headKey == address(0)) revert UnknownLog(logId);
        if (
            !HeadSignature.isBy(headKey, logId, a.size, a.root, a.signature) ||
            !HeadSignature.isBy(headKey, logId, b.size, b.root, b.signature)
        ) revert InvalidHeadSignature();

        bool fork = a.size == b.size
            ? a.root != b.root
            : a.leafHash != b.leafHash &&
                MerkleVerify.includes(a.root, a.size, index, a.leafHash, a.path) &&
                MerkleVerify.includes(b.root, b.size, index, b.leafHash, b.path);
        if (!fork) revert NotAFork();

        log.forked = true;
        emit ForkProven(logId, index, a.size, a.root, b.size, b.root);
    }

    /// @notice Whether `entry` is the leaf at `index` of the log's anchored tree of `size` leaves.
    /// @dev False when that size was never anchored, when the log was closed before it, and for any bad path.
    /// WARNING: true means "logged and anchored", and not more: finality is the caller's to wait for, the meaning of
    /// an entry is outside this contract, and a log whose `forked` flag is up showed others another history.
    /// @param entry The 32-byte log entry, not its leaf hash: the leaf is SHA-256(0x00 || entry).
    /// @param path Sibling hashes from the leaf up, RFC 9162 section 2.1.3.
    function verifyInclusion(
        bytes32 logId,
        uint64 size,
        uint64 index,
        bytes32 entry,
        bytes32[] calldata path
    ) external view returns (bool) {
        bytes32 root = rootAt[logId][size];
        if (root == 0) return false;
        if (_logs[logId].closed && size > closedAt[logId]) return false;
        return MerkleVerify.includes(root, size, index, MerkleVerify.leaf(entry), path);
    }

    /// @notice The newest recorded head of a log; (0, 0) before the first anchor and for an unknown log.
    function head(bytes32 logId) external view returns (uint64 size, bytes32 root) {
        size = _logs[logId].size;
        root = rootAt[logId][size];
    }

    /// @notice Everything about a log that decides whether its heads may be relied on; headKey is zero when unknown.
    /// @dev closedAtSize is only meaningful when `closed`: heads past it do not count.
    function status(
        bytes32 logId
    ) external view returns (address headKey, uint64 size, bool closed, uint64 closedAtSize, bool forked) {
        Log memory log = _logs[logId];
        return (log.headKey, log.size, log.closed, closedAt[logId], log.forked);
    }

    /// @notice The digest a log's head key signs, for anyone who checks a signature by hand.
    function headDigest(bytes32 logId, uint64 size, bytes32 root) external pure returns (bytes32) {
        return HeadSignature.digest(logId, size, root);
    }

    function _close(bytes32 logId, uint64 size, bytes32 root, bytes32 nextLogId) private {
        Log storage log = _logs[logId];
        if (log.headKey == address(0)) revert UnknownLog(logId);
        if (log.closed) revert LogIsClosed(logId, closedAt[logId]);
        if (root == 0 || root != (size == 0 ? EMPTY_ROOT : rootAt[logId][size])) {
            revert UnknownHead(logId, size, root);
        }
        log.closed = true;
        closedAt[logId] = size;
        emit LogClosed(logId, size, nextLogId);
    }
}
