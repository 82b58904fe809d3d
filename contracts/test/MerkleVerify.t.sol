// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleHarness} from "./support/MerkleHarness.sol";
import {ReferenceTree as Tree} from "./support/ReferenceTree.sol";
import {assertEq, assertFalse, assertTrue, bound} from "./support/Vm.sol";

contract MerkleVerifyTest {
    uint256 private constant MOST = 130;
    MerkleHarness private merkle = new MerkleHarness();

    function testFuzz_HashesLikeTheStandard(bytes32 a, bytes32 b) external view {
        assertEq(merkle.leaf(a), sha256(abi.encodePacked(hex"00", a)));
        assertEq(merkle.node(a, b), sha256(abi.encodePacked(hex"01", a, b)));
    }

    // ---- inclusion

    function test_EveryLeafOfEverySmallTreeIsIncludedAtItsPlaceAndNoOther() external view {
        for (uint64 size = 1; size <= 17; ++size) {
            bytes32[] memory d = Tree.entries(0, size);
            bytes32 root = Tree.root(d);
            for (uint64 index = 0; index < size; ++index) {
                bytes32[] memory path = Tree.path(index, d);
                for (uint64 at = 0; at <= size; ++at) {
                    bool here = merkle.includes(root, size, at, Tree.leaf(d[index]), path);
                    assertTrue(here == (at == index), "only at its own index");
                }
            }
        }
    }

    struct Leaf {
        bytes32 root;
        uint64 size;
        uint64 index;
        bytes32 hash;
        bytes32[] path;
    }

    function testFuzz_IncludesEveryLeaf(uint256 sizeSeed, uint256 indexSeed) external view {
        assertTrue(included(someLeaf(sizeSeed, indexSeed)), "honest path");
    }

    function testFuzz_RefusesAnyChangedBitOfAnInclusionProof(
        uint256 sizeSeed,
        uint256 indexSeed,
        uint256 where,
        uint8 bit
    ) external view {
        Leaf memory l = someLeaf(sizeSeed, indexSeed);
        bytes32 flip = bytes32(uint256(1) << bit);
        uint256 target = bound(where, 0, l.path.length + 1);
        if (target == 0) l.root ^= flip;
        else if (target == 1) l.hash ^= flip;
        else l.path[target - 2] ^= flip;
        assertFalse(included(l), "one bit changed");
    }

    function testFuzz_RefusesAPathOfAnotherLength(
        uint256 sizeSeed,
        uint256 indexSeed,
        bytes32 extra
    ) external view {
        Leaf memory l = someLeaf(sizeSeed, indexSeed);
        bytes32[] memory path = l.path;
        l.path = Tree.append(path, extra);
        assertFalse(included(l), "longer at the root");
        l.path = Tree.prepend(extra, path);
        assertFalse(included(l), "longer at the leaf");
        if (path.length == 0) return;
        l.path = Tree.shorten(path);
        assertFalse(included(l), "shorter");
    }

    function testFuzz_RefusesSwappedNodes(
        uint256 sizeSeed,
        uint256 indexSeed,
        uint256 a,
        uint256 b
    ) external view {
        Leaf memory l = someLeaf(sizeSeed, indexSeed);
        if (l.path.length < 2) return;
        a = bound(a, 0, l.path.length - 1);
        b = bound(b, 0, l.path.length - 1);
        if (a == b) return;
        (l.path[a], l.path[b]) = (l.path[b], l.path[a]);
        assertFalse(included(l), "swapped");
    }

    function testFuzz_RefusesAnInnerNodeAsAnEntry(uint256 sizeSeed) external view {
        uint64 size = uint64(bound(sizeSeed, 2, MOST));
        bytes32[] memory d = Tree.entries(0, size);
        bytes32[] memory path = Tree.path(0, d);
        // The two children of the lowest node shown as one entry: without the 0x00 prefix this would prove.
        bytes32 inner = Tree.node(Tree.leaf(d[0]), path[0]);
        bytes32[] memory above = new bytes32[](path.length - 1);
        for (uint256 i = 0; i < above.length; ++i) above[i] = path[i + 1];
        assertFalse(merkle.includes(Tree.root(d), size, 0, Tree.leaf(inner), above), "inner node");
    }

    function test_RefusesIndexBeyondSizeEmptyTreeAndOversize() external view {
        bytes32[] memory d = Tree.entries(0, 1);
        bytes32 leaf = Tree.leaf(d[0]);
        bytes32[] memory none = new bytes32[](0);
        assertTrue(merkle.includes(leaf, 1, 0, leaf, none), "a tree of one leaf");
        assertFalse(merkle.includes(leaf, 1, 1, leaf, none), "index = size");
        assertFalse(merkle.includes(leaf, 0, 0, leaf, none), "no leaf in an empty tree");
        assertFalse(merkle.includes(sha256(""), 0, 0, leaf, none), "no leaf under the empty root");
        assertFalse(merkle.includes(leaf, type(uint64).max, 0, leaf, none), "size above 2^63");
        assertFalse(merkle.includes(leaf, 1, 0, leaf, new bytes32[](64)), "path above 63");
    }

    function test_ProvesAtTheGreatestSize() external view {
        bytes32[] memory path = new bytes32[](63);
        bytes32 leaf = keccak256("leaf");
        bytes32 root = leaf;
        for (uint256 i = 0; i < 63; ++i) {
            path[i] = keccak256(abi.encode(i));
            root = Tree.node(root, path[i]);
        }
        assertTrue(merkle.includes(root, 1 << 63, 0, leaf, path), "2^63 leaves");
    }

    function included(Leaf memory l) private view returns (bool) {
        return merkle.includes(l.root, l.size, l.index, l.hash, l.path);
    }

    function someLeaf(uint256 sizeSeed, uint256 indexSeed) private pure returns (Leaf memory) {
        uint64 size = uint64(bound(sizeSeed, 1, MOST));
        uint64 index = uint64(bound(indexSeed, 0, size - 1));
        bytes32[] memory d = Tree.entries(0, size);
        return Leaf(Tree.root(d), size, index, Tree.leaf(d[index]), Tree.path(index, d));
    }

    // ---- consistency

    struct Growth {
        uint64 m;
        bytes32 oldRoot;
        uint64 n;
        bytes32 newRoot;
        bytes32[] proof;
    }

    function test_EveryPairOfSmallTreesIsConsistentAndNoProofFitsAnotherPair() external view {
        for (uint64 n = 2; n <= 12; ++n) {
            bytes32[] memory d = Tree.entries(0, n);
            bytes32 newRoot = Tree.root(d);
            for (uint64 m = 1; m < n; ++m) {
                bytes32[] memory proof = Tree.consistency(m, d);
                for (uint64 other = 0; other <= n; ++other) {
                    bool fits = merkle.extends(other, Tree.root(d, 0, other), n, newRoot, proof);
                    assertTrue(fits == (other == m), "only for its own old size");
                }
            }
        }
    }

    function testFuzz_ExtendsEveryOlderTree(uint256 sizeSeed, uint256 oldSeed) external view {
        assertTrue(holds(someGrowth(sizeSeed, oldSeed)), "honest");
    }

    function testFuzz_RefusesAHistoryWithOneOldLeafChanged(
        uint256 sizeSeed,
        uint256 oldSeed,
        uint256 which
    ) external view {
        Growth memory g = someGrowth(sizeSeed, oldSeed);
        bytes32[] memory d = Tree.entries(0, g.n);
        d[bound(which, 0, g.m - 1)] ^= bytes32(uint256(1));
        g.newRoot = Tree.root(d);
        g.proof = Tree.consistency(g.m, d);
        assertFalse(holds(g), "rewritten");
    }

    function testFuzz_RefusesAnyChangedBitOfAConsistencyProof(
        uint256 sizeSeed,
        uint256 oldSeed,
        uint256 where,
        uint8 bit
    ) external view {
        Growth memory g = someGrowth(sizeSeed, oldSeed);
        bytes32 flip = bytes32(uint256(1) << bit);
        uint256 target = bound(where, 0, g.proof.length + 1);
        if (target == 0) g.oldRoot ^= flip;
        else if (target == 1) g.newRoot ^= flip;
        else g.proof[target - 2] ^= flip;
        assertFalse(holds(g), "one bit changed");
    }

    function testFuzz_RefusesAConsistencyProofOfAnotherLength(
        uint256 sizeSeed,
        uint256 oldSeed,
        bytes32 extra
    ) external view {
        Growth memory g = someGrowth(sizeSeed, oldSeed);
        bytes32[] memory proof = g.proof;
        g.proof = Tree.append(proof, extra);
        assertFalse(holds(g), "longer at the end");
        g.proof = Tree.prepend(extra, proof);
        assertFalse(holds(g), "longer at the start");
        g.proof = Tree.shorten(proof);
        assertFalse(holds(g), "shorter");
    }

    function testFuzz_RefusesAConsistencyProofInAnotherOrder(
        uint256 sizeSeed,
        uint256 oldSeed,
        uint256 a,
        uint256 b
    ) external view {
        Growth memory g = someGrowth(sizeSeed, oldSeed);
        a = bound(a, 0, g.proof.length - 1);
        b = bound(b, 0, g.proof.length - 1);
        if (a == b) return;
        (g.proof[a], g.proof[b]) = (g.proof[b], g.proof[a]);
        assertFalse(holds(g), "swapped");
    }

    function testFuzz_RefusesASeededProofForAPowerOfTwo(uint256 exponent, uint256 growth) external view {
        uint64 m = uint64(1) << uint64(bound(exponent, 0, 6));
        Growth memory g = growthOf(m, m + uint64(bound(growth, 1, 64)));
        assertTrue(holds(g), "honest");
        g.proof = Tree.prepend(g.oldRoot, g.proof);
        assertFalse(holds(g), "seeded");
    }

    function testFuzz_RefusesSizeZeroEqualAndShrinking(uint256 sizeSeed, uint256 oldSeed) external view {
        Growth memory g = someGrowth(sizeSeed, oldSeed);
        bytes32[] memory none = new bytes32[](0);
        assertFalse(merkle.extends(0, sha256(""), g.n, g.newRoot, none), "from nothing");
        assertFalse(merkle.extends(0, sha256(""), g.n, g.newRoot, g.proof), "from nothing with a proof");
        assertFalse(merkle.extends(g.m, g.oldRoot, g.m, g.oldRoot, none), "equal");
        assertFalse(merkle.extends(g.n, g.newRoot, g.m, g.oldRoot, g.proof), "shrinking");
        assertFalse(merkle.extends(g.m, g.oldRoot, g.n, g.newRoot, none), "empty");
    }

    /// A walk that ends below the root of the claimed size proves nothing about that size.
    function testFuzz_RefusesAProofThatStopsShort(uint256 sizeSeed, uint256 oldSeed, uint256 indexSeed) external view {
        Growth memory g = someGrowth(sizeSeed, oldSeed);
        g.n *= 2;
        assertFalse(holds(g), "a level of consistency missing");
        Leaf memory l = someLeaf(sizeSeed, indexSeed);
        l.size *= 2;
        assertFalse(included(l), "a level of inclusion missing");
    }

    function test_RefusesOversizeAndOverlongProofs() external view {
        Growth memory g = growthOf(5, 9);
        assertFalse(merkle.extends(g.m, g.oldRoot, type(uint64).max, g.newRoot, g.proof), "above 2^63");
        g.proof = new bytes32[](65);
        assertFalse(holds(g), "above 64 nodes");
    }

    /// Whatever a stranger sends is answered false, and never with a panic or with all gas gone.
    function testFuzz_AnswersAnything(
        bytes32 root,
        uint64 a,
        uint64 b,
        bytes32 other,
        bytes32[] calldata proof
    ) external view {
        assertFalse(merkle.includes(root, a, b, other, proof), "inclusion of noise");
        assertFalse(merkle.extends(a, root, b, other, proof), "consistency of noise");
    }

    function holds(Growth memory g) private view returns (bool) {
        return merkle.extends(g.m, g.oldRoot, g.n, g.newRoot, g.proof);
    }

    function growthOf(uint64 m, uint64 n) private pure returns (Growth memory) {
        bytes32[] memory d = Tree.entries(0, n);
        return Growth(m, Tree.root(d, 0, m), n, Tree.root(d), Tree.consistency(m, d));
    }

    function someGrowth(uint256 sizeSeed, uint256 oldSeed) private pure returns (Growth memory) {
        uint64 n = uint64(bound(sizeSeed, 2, MOST));
        return growthOf(uint64(bound(oldSeed, 1, n - 1)), n);
    }
}
