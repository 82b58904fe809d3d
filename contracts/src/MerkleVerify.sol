// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Inclusion and consistency proofs of RFC 9162 (the tree of RFC 6962) over SHA-256
/// @notice Leaf = SHA-256(0x00 || data), node = SHA-256(0x01 || left || right), split at the largest power of two
/// below the size. Every function answers true or false and never reverts on a bad proof: proofs come from strangers.
/// @dev Pairs are never sorted: in this tree the order of a pair is the position of a leaf. A library that sorts
/// (OpenZeppelin's MerkleProof does) proves membership without position, which an append-only log cannot use.
library MerkleVerify {
    /// @dev Above this size an index no longer fits the bounds on path lengths below.
    uint64 internal constant MAX_SIZE = 1 << 63;
    uint256 private constant MAX_INCLUSION_PATH = 63;
    /// @dev 63 levels and the node that seeds the walk.
    uint256 private constant MAX_CONSISTENCY_PATH = 64;

    /// @notice Whether `leafHash` is the leaf at `index` of the tree with `size` leaves and this root.
    /// @dev RFC 9162 section 2.1.3.2. `leafHash` is taken as it is: only a caller that hashes the leaf itself, with
    /// its 0x00 prefix, knows that the value is a leaf and not an inner node shown as one.
    function includes(
        bytes32 root,
        uint64 size,
        uint64 index,
        bytes32 leafHash,
        bytes32[] calldata path
    ) internal view returns (bool) {
        if (index >= size || size > MAX_SIZE || path.length > MAX_INCLUSION_PATH) return false;
        unchecked {
            uint256 fn = index;
            uint256 sn = size - 1;
            bytes32 r = leafHash;
            for (uint256 i = 0; i < path.length; ++i) {
                if (sn == 0) return false;
                bytes32 p = path[i];
                if (fn & 1 == 1 || fn == sn) {
                    r = node(p, r);
                    while (fn & 1 == 0 && fn != 0) {
                        fn >>= 1;
                        sn >>= 1;
                    }
                } else {
                    r = node(r, p);
                }
                fn >>= 1;
                sn >>= 1;
            }
            return sn == 0 && r == root;
        }
    }

    /// @notice Whether the tree (newSize, newRoot) begins with every leaf of the tree (oldSize, oldRoot), in order.
    /// @dev RFC 9162 section 2.1.4.2. Old size 0 and equal sizes are refused: nothing is proven by an empty proof,
    /// so the caller must treat both cases itself.
    function extends(
        uint64 oldSize,
        bytes32 oldRoot,
        uint64 newSize,
        bytes32 newRoot,
        bytes32[] calldata proof
    ) internal view returns (bool) {
        uint256 length = proof.length;
        if (oldSize == 0 || oldSize >= newSize || newSize > MAX_SIZE) return false;
        if (length == 0 || length > MAX_CONSISTENCY_PATH) return false;
        unchecked {
            uint256 fn = oldSize - 1;
            uint256 sn = newSize - 1;
            while (fn & 1 == 1) {
                fn >>= 1;
                sn >>= 1;
            }
            // The walk starts at the largest full subtree at the old tree's end. When the old size is a power of
            // two that subtree is the whole old tree, and the proof must not spell it out.
            bool whole = oldSize & (oldSize - 1) == 0;
            bytes32 fr = whole ? oldRoot : proof[0];
            bytes32 sr = fr;
            for (uint256 i = whole ? 0 : 1; i < length; ++i) {
                if (sn == 0) return false;
                bytes32 c = proof[i];
                if (fn & 1 == 1 || fn == sn) {
                    fr = node(c, fr);
                    sr = node(c, sr);
                    while (fn & 1 == 0 && fn != 0) {
                        fn >>= 1;
                        sn >>= 1;
                    }
                } else {
                    sr = node(sr, c);
                }
                fn >>= 1;
                sn >>= 1;
            }
            return sn == 0 && fr == oldRoot && sr == newRoot;
        }
    }

    /// @notice SHA-256(0x00 || entry): the leaf hash of a 32-byte log entry.
    function leaf(bytes32 entry) internal view returns (bytes32 hash) {
        assembly ("memory-safe") {
            let at := mload(0x40)
            mstore8(at, 0)
            mstore(add(at, 1), entry)
            if iszero(staticcall(gas(), 2, at, 33, 0, 32)) { revert(0, 0) }
            hash := mload(0)
        }
    }

    /// @notice SHA-256(0x01 || left || right): the hash of an inner node.
    /// @dev Against the precompile by hand, because abi.encodePacked allocates anew for every node of a path. A call
    /// to an address without a precompile succeeds and answers nothing: use this only after `hasSha256`.
    function node(bytes32 left, bytes32 right) internal view returns (bytes32 hash) {
        assembly ("memory-safe") {
            let at := mload(0x40)
            mstore8(at, 1)
            mstore(add(at, 1), left)
            mstore(add(at, 33), right)
            if iszero(staticcall(gas(), 2, at, 65, 0, 32)) { revert(0, 0) }
            hash := mload(0)
        }
    }

    /// @notice Whether this chain has the SHA-256 precompile: without it no proof may be believed.
    function hasSha256() internal view returns (bool) {
        return node(0, 0) == 0xae0798d0ecaed2b778eddebf18f071a561c53658c05e76cedecc27cafbdbc577;
    }
}
