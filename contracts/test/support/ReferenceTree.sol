// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev RFC 6962 section 2.1 as it is defined there, by recursion over the leaves and with Solidity's own sha256:
/// slow, plainly right, and sharing nothing with the code under test.
library ReferenceTree {
    /// @dev Entry i of a made-up log; another `history` is another log.
    function entry(uint256 history, uint256 i) internal pure returns (bytes32) {
        return keccak256(abi.encode("entry", history, i));
    }

    function entries(uint256 history, uint256 size) internal pure returns (bytes32[] memory list) {
        list = new bytes32[](size);
        for (uint256 i = 0; i < size; ++i) list[i] = entry(history, i);
    }

    function leaf(bytes32 data) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x00), data));
    }

    function node(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x01), left, right));
    }

    /// @dev MTH(D[from:to])
    function root(bytes32[] memory d, uint256 from, uint256 to) internal pure returns (bytes32) {
        if (to == from) return sha256("");
        if (to - from == 1) return leaf(d[from]);
        uint256 k = split(to - from);
        return node(root(d, from, from + k), root(d, from + k, to));
    }

    function root(bytes32[] memory d) internal pure returns (bytes32) {
        return root(d, 0, d.length);
    }

    /// @dev PATH(m, D[from:to])
    function path(uint256 m, bytes32[] memory d, uint256 from, uint256 to) internal pure returns (bytes32[] memory) {
        if (to - from == 1) return new bytes32[](0);
        uint256 k = split(to - from);
        return
            m < k
                ? append(path(m, d, from, from + k), root(d, from + k, to))
                : append(path(m - k, d, from + k, to), root(d, from, from + k));
    }

    function path(uint256 m, bytes32[] memory d) internal pure returns (bytes32[] memory) {
        return path(m, d, 0, d.length);
    }

    /// @dev PROOF(m, D[n]), 0 < m < n
    function consistency(uint256 m, bytes32[] memory d) internal pure returns (bytes32[] memory) {
        return subproof(m, d, 0, d.length, true);
    }

    function subproof(
        uint256 m,
        bytes32[] memory d,
        uint256 from,
        uint256 to,
        bool whole
    ) private pure returns (bytes32[] memory) {
        if (m == to - from) return whole ? new bytes32[](0) : append(new bytes32[](0), root(d, from, to));
        uint256 k = split(to - from);
        return
            m <= k
                ? append(subproof(m, d, from, from + k, whole), root(d, from + k, to))
                : append(subproof(m - k, d, from + k, to, false), root(d, from, from + k));
    }

    /// @dev The largest power of two below n.
    function split(uint256 n) private pure returns (uint256 k) {
        k = 1;
        while (k * 2 < n) k *= 2;
    }

    function append(bytes32[] memory list, bytes32 last) internal pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i = 0; i < list.length; ++i) longer[i] = list[i];
        longer[list.length] = last;
    }

    function prepend(bytes32 first, bytes32[] memory list) internal pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        longer[0] = first;
        for (uint256 i = 0; i < list.length; ++i) longer[i + 1] = list[i];
    }

    function shorten(bytes32[] memory list) internal pure returns (bytes32[] memory shorter) {
        shorter = new bytes32[](list.length - 1);
        for (uint256 i = 0; i < shorter.length; ++i) shorter[i] = list[i];
    }
}
