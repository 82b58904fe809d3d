// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PackproofLog} from "../src/PackproofLog.sol";
import {LogTest} from "./support/LogTest.sol";
import {ReferenceTree as Tree} from "./support/ReferenceTree.sol";
import {assertEq, assertFalse, assertTrue, bound, Vm, vm} from "./support/Vm.sol";

contract LogAnchorTest is LogTest {
    // ---- head signature

    function testFuzz_DigestIsEip712WithNameAndVersionOnly(bytes32 logId, uint64 size, bytes32 root) external view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version)"),
                keccak256("Packproof log"),
                keccak256("1")
            )
        );
        bytes32 message = keccak256(
            abi.encode(keccak256("Head(bytes32 logId,uint64 size,bytes32 root)"), logId, size, root)
        );
        assertEq(log.headDigest(logId, size, root), keccak256(bytes.concat(hex"1901", domain, message)));
    }

    // ---- anchoring

    function testFuzz_AnchorsAnyGrowthAndKeepsEveryRoot(uint256 a, uint256 b, uint256 c) external {
        uint64 first = uint64(bound(a, 1, MOST));
        uint64 second = first + uint64(bound(b, 1, MOST));
        uint64 third = second + uint64(bound(c, 1, MOST));
        send(stepTo(0, first));
        send(stepTo(first, second));
        send(stepTo(second, third));

        bytes32[] memory d = Tree.entries(0, third);
        assertEq(log.rootAt(LOG, first), Tree.root(d, 0, first));
        assertEq(log.rootAt(LOG, second), Tree.root(d, 0, second));
        (uint64 size, bytes32 root) = log.head(LOG);
        assertEq(size, third);
        assertEq(root, Tree.root(d));
    }

    function test_AnyonePays() external {
        Step memory s = stepTo(0, 3);
        vm.prank(STRANGER);
        send(s);
        assertEq(log.rootAt(LOG, 3), s.root);
    }

    function test_SaysWhatItRecorded() external {
        Step memory s = stepTo(0, 3);
        vm.recordLogs();
        send(s);
        Vm.Entry[] memory events = vm.getRecordedLogs();
        assertEq(events.length, 1);
        assertEq(events[0].topics[0], PackproofLog.Anchored.selector);
        assertEq(events[0].topics[1], LOG);
        assertEq(uint256(events[0].topics[2]), 3);
        assertEq(abi.decode(events[0].data, (bytes32)), s.root);
    }

    function test_ARecordedHeadAgainChangesNothing() external {
        Step memory first = stepTo(0, 3);
        Step memory second = stepTo(3, 8);
        send(first);
        send(second);
        vm.recordLogs();
        send(second);
        send(first);
        assertEq(vm.getRecordedLogs().length, 0);
        (uint64 size, bytes32 root) = log.head(LOG);
        assertEq(size, 8);
        assertEq(root, second.root);
    }

    function testFuzz_RefusesARewrittenHistory(uint256 a, uint256 b, uint256 which) external {
        uint64 m = uint64(bound(a, 1, MOST));
        uint64 n = m + uint64(bound(b, 1, MOST));
        send(stepTo(0, m));
        bytes32[] memory d = Tree.entries(0, n);
        d[bound(which, 0, m - 1)] = keccak256("forged");
        Step memory s = Step(LOG, m, n, Tree.root(d), Tree.consistency(m, d), "");
        s.signature = sign(HEAD_KEY, s);
        refuse(s, abi.encodeWithSelector(PackproofLog.InvalidConsistencyProof.selector));
    }

    function test_RefusesAnotherRootForARecordedSize() external {
        Step memory first = stepTo(0, 3);
        send(first);
        send(stepTo(3, 8));
        Step memory other = Step(LOG, 0, 3, keccak256("other"), none, "");
        other.signature = sign(HEAD_KEY, other);
        bytes memory conflict = abi.encodeWithSelector(
            PackproofLog.RootConflict.selector,
            3,
            first.root,
            other.root
        );
        refuse(other, conflict);
        other.oldSize = 8;
        refuse(other, conflict);
    }

    function test_RefusesAStaleOldSize() external {
        send(stepTo(0, 3));
        send(stepTo(3, 8));
        refuse(stepTo(3, 9), abi.encodeWithSelector(PackproofLog.StaleHead.selector, 3, 8));
        refuse(stepTo(0, 9), abi.encodeWithSelector(PackproofLog.StaleHead.selector, 0, 8));
        refuse(stepTo(9, 12), abi.encodeWithSelector(PackproofLog.StaleHead.selector, 9, 8));
    }

    function test_RefusesToShrink() external {
        send(stepTo(0, 8));
        Step memory s = stepTo(0, 5);
        s.oldSize = 8;
        refuse(s, abi.encodeWithSelector(PackproofLog.InvalidSize.selector, 8, 5));
    }

    function test_RefusesSizeZeroOversizeAndTheZeroRoot() external {
        Step memory s = Step(LOG, 0, 0, sha256(""), none, "");
        s.signature = sign(HEAD_KEY, s);
        refuse(s, abi.encodeWithSelector(PackproofLog.InvalidSize.selector, 0, 0));
        s.newSize = (1 << 63) + 1;
        s.signature = sign(HEAD_KEY, s);
        refuse(s, abi.encodeWithSelector(PackproofLog.InvalidSize.selector, 0, s.newSize));
        s.newSize = 3;
        s.root = 0;
        s.signature = sign(HEAD_KEY, s);
        refuse(s, abi.encodeWithSelector(PackproofLog.InvalidRoot.selector));
    }

    function test_RefusesAProofOnTheFirstAnchor() external {
        Step memory s = stepTo(0, 3);
        s.proof = new bytes32[](1);
        refuse(s, abi.encodeWithSelector(PackproofLog.InvalidConsistencyProof.selector));
    }

    function test_RefusesAnUnknownLog() external {
        Step memory s = stepTo(0, 3);
        s.logId = NEXT;
        refuse(s, abi.encodeWithSelector(PackproofLog.UnknownLog.selector, NEXT));
    }

    function testFuzz_RefusesAForeignSignature(uint256 key) external {
        key = bound(key, 1, type(uint128).max);
        Step memory s = stepTo(0, 3);
        s.signature = sign(key, s);
        refuse(s, abi.encodeWithSelector(PackproofLog.InvalidHeadSignature.selector));
    }

    function test_RefusesASignatureOverAnythingElse() external {
        bytes memory refusal = abi.encodeWithSelector(PackproofLog.InvalidHeadSignature.selector);
        Step memory s = stepTo(0, 3);
        Step memory signed = stepTo(0, 3);

        signed.newSize = 4;
        s.signature = sign(HEAD_KEY, signed);
        refuse(s, refusal);
        signed = stepTo(0, 3);
        signed.root = keccak256("another root");
        s.signature = sign(HEAD_KEY, signed);
        refuse(s, refusal);
        signed = stepTo(0, 3);
        signed.logId = NEXT;
        s.signature = sign(HEAD_KEY, signed);
        refuse(s, refusal);
    }

    function testFuzz_RefusesAMalformedSignature(bytes calldata noise) external {
        Step memory s = stepTo(0, 3);
        s.signature = noise;
        refuse(s, abi.encodeWithSelector(PackproofLog.InvalidHeadSignature.selector));
    }

    function test_RefusesTheOtherFormOfASignature() external {
        // secp256k1 signatures come in pairs (s, n - s); only the low one counts, so a head has one signature.
        Step memory s = stepTo(0, 3);
        (uint8 v, bytes32 r, bytes32 low) = vm.sign(HEAD_KEY, log.headDigest(s.logId, s.newSize, s.root));
        uint256 n = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        s.signature = abi.encodePacked(r, bytes32(n - uint256(low)), v == 27 ? uint8(28) : uint8(27));
        refuse(s, abi.encodeWithSelector(PackproofLog.InvalidHeadSignature.selector));
    }

    // ---- inclusion

    function testFuzz_FindsEveryAnchoredEntryAndNoOther(uint256 a, uint256 b, bytes32 other) external {
        uint64 size = uint64(bound(a, 1, MOST));
        uint64 index = uint64(bound(b, 0, size - 1));
        bytes32[] memory d = Tree.entries(0, size);
        bytes32[] memory path = Tree.path(index, d);
        assertFalse(log.verifyInclusion(LOG, size, index, d[index], path), "not anchored yet");
        send(stepTo(0, size));
        assertTrue(log.verifyInclusion(LOG, size, index, d[index], path), "anchored");
        assertFalse(log.verifyInclusion(LOG, size, index, other, path), "another entry");
        assertFalse(log.verifyInclusion(LOG, size, index + 1, d[index], path), "another index");
        assertFalse(log.verifyInclusion(LOG, size + 1, index, d[index], path), "another size");
        assertFalse(log.verifyInclusion(NEXT, size, index, d[index], path), "another log");
        assertFalse(log.verifyInclusion(LOG, 0, 0, d[index], none), "size 0");
    }
}
