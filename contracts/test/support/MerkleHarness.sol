// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleVerify} from "../../src/MerkleVerify.sol";

/// @dev Puts the library's internal functions behind calls, for tests.
contract MerkleHarness {
    function includes(
        bytes32 root,
        uint64 size,
        uint64 index,
        bytes32 leafHash,
        bytes32[] calldata path
    ) external view returns (bool) {
        return MerkleVerify.includes(root, size, index, leafHash, path);
    }

    function extends(
        uint64 oldSize,
        bytes32 oldRoot,
        uint64 newSize,
        bytes32 newRoot,
        bytes32[] calldata proof
    ) external view returns (bool) {
        return MerkleVerify.extends(oldSize, oldRoot, newSize, newRoot, proof);
    }

    function leaf(bytes32 entry) external view returns (bytes32) {
        return MerkleVerify.leaf(entry);
    }

    function node(bytes32 left, bytes32 right) external view returns (bytes32) {
        return MerkleVerify.node(left, right);
    }
}
