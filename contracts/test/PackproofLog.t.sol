// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {PackproofLog} from "../src/PackproofLog.sol";
import {ReferenceTree as Tree} from "./support/ReferenceTree.sol";
import {assertEq, assertFalse, assertTrue, bound, Vm, vm} from "./support/Vm.sol";

contract PackproofLogTest {
    bytes32 private constant LOG = keccak256("a log");
    bytes32 private constant NEXT = keccak256("the log after it");
    uint256 private constant HEAD_KEY = uint256(keccak256("head key"));
    uint256 private constant OTHER_KEY = uint256(keccak256("another key"));
    address private constant STRANGER = address(0xbeef);
    uint256 private constant MOST = 70;

    bytes32[] private none;
    PackproofLog private log;

    /// @dev Arguments of one anchor, kept together so that a test can spoil one of them.
    struct Step {
        bytes32 logId;
        uint64 oldSize;
        uint64 newSize;
        bytes32 root;
        bytes32[] proof;
        bytes signature;
    }

    function setUp() external {
        log = new PackproofLog(address(this));
        log.openLog(LOG, vm.addr(HEAD_KEY), 0, 0, 0);
    }

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

    // ---- opening

    function test_OpensAnEmptyLog() external view {
        (address headKey, uint64 size, bool closed, , bool forked) = log.status(LOG);
        assertEq(headKey, vm.addr(HEAD_KEY));
        assertEq(size, 0);
        assertFalse(closed || forked, "no flag");
        (uint64 headSize, bytes32 root) = log.head(LOG);
        assertEq(headSize, 0);
        assertEq(root, 0);
        assertEq(log.EMPTY_ROOT(), sha256(""));
    }

    function test_OnlyTheAdministratorOpens() external {
        vm.prank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        log.openLog(NEXT, STRANGER, 0, 0, 0);
    }

    function test_AdministrationIsHandedOverInTwoSteps() external {
        log.transferOwnership(STRANGER);
        assertEq(log.owner(), address(this));
        vm.prank(STRANGER);
        log.acceptOwnership();
        assertEq(log.owner(), STRANGER);
    }

    function test_RefusesToOpenBadly() external {
        vm.expectRevert(abi.encodeWithSelector(PackproofLog.InvalidLogId.selector));
        log.openLog(0, STRANGER, 0, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(PackproofLog.InvalidHeadKey.selector));
        log.openLog(NEXT, address(0), 0, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(PackproofLog.LogExists.selector, LOG));
        log.openLog(LOG, STRANGER, 0, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(PackproofLog.UnknownHead.selector, 0, 1, bytes32(0)));
        log.openLog(NEXT, STRANGER, 0, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(PackproofLog.UnknownLog.selector, keccak256("none")));
        log.openLog(NEXT, STRANGER, keccak256("none"), 1, bytes32(uint256(1)));
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

    // ---- one log ends, another goes on

    function test_AContinuedLogIsClosedAndItsLaterHeadsDoNotCount() external {
        send(stepTo(0, 3));
        send(stepTo(3, 8));
        bytes32[] memory d = Tree.entries(0, 8);
        bytes32 root3 = log.rootAt(LOG, 3);
        vm.recordLogs();
        log.openLog(NEXT, vm.addr(OTHER_KEY), LOG, 3, root3);
        Vm.Entry[] memory events = vm.getRecordedLogs();
        assertEq(events[0].topics[0], PackproofLog.LogClosed.selector);
        assertEq(events[1].topics[0], PackproofLog.LogOpened.selector);

        (, uint64 size, bool closed, uint64 closedAt, ) = log.status(LOG);
        assertTrue(closed, "closed");
        assertEq(closedAt, 3);
        assertEq(size, 8);
        refuse(stepTo(8, 9), abi.encodeWithSelector(PackproofLog.LogIsClosed.selector, LOG, 3));

        assertTrue(log.verifyInclusion(LOG, 3, 1, d[1], Tree.path(1, d, 0, 3)), "up to the end");
        assertFalse(log.verifyInclusion(LOG, 8, 1, d[1], Tree.path(1, d)), "past the end");
        assertEq(log.rootAt(LOG, 8), Tree.root(d));

        Step memory s = stepTo(0, 2);
        s.logId = NEXT;
        s.signature = sign(OTHER_KEY, s);
        send(s);
        assertEq(log.rootAt(NEXT, 2), s.root);
    }

    function test_ALogWhoseEveryHeadIsDisownedEndsEmpty() external {
        send(stepTo(0, 3));
        bytes32[] memory d = Tree.entries(0, 3);
        log.openLog(NEXT, vm.addr(OTHER_KEY), LOG, 0, sha256(""));
        (, , bool closed, uint64 closedAt, ) = log.status(LOG);
        assertTrue(closed, "closed");
        assertEq(closedAt, 0);
        assertFalse(log.verifyInclusion(LOG, 3, 1, d[1], Tree.path(1, d)), "disowned");
    }

    function test_ContinuesOnlyARecordedHeadAndOnlyOnce() external {
        send(stepTo(0, 3));
        bytes32 root = log.rootAt(LOG, 3);
        vm.expectRevert(abi.encodeWithSelector(PackproofLog.UnknownHead.selector, LOG, 3, keccak256("other")));
        log.openLog(NEXT, STRANGER, LOG, 3, keccak256("other"));
        vm.expectRevert(abi.encodeWithSelector(PackproofLog.UnknownHead.selector, LOG, 2, bytes32(0)));
        log.openLog(NEXT, STRANGER, LOG, 2, 0);
        log.openLog(NEXT, STRANGER, LOG, 3, root);
        vm.expectRevert(abi.encodeWithSelector(PackproofLog.LogIsClosed.selector, LOG, 3));
        log.openLog(keccak256("a third"), STRANGER, LOG, 3, root);
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

    // ---- forks

    function testFuzz_TwoHistoriesUnderOneKeyAreAFork(uint256 a, uint256 b, uint256 c) external {
        uint64 m = uint64(bound(a, 1, MOST));
        uint64 n = uint64(bound(b, 1, MOST));
        if (m == n) ++n;
        uint64 index = uint64(bound(c, 0, (m < n ? m : n) - 1));
        PackproofLog.SignedHead memory one = signedHead(1, m, index);
        PackproofLog.SignedHead memory two = signedHead(2, n, index);
        vm.recordLogs();
        vm.prank(STRANGER);
        log.proveFork(LOG, index, one, two);
        assertEq(vm.getRecordedLogs()[0].topics[0], PackproofLog.ForkProven.selector);
        assertTrue(forked(), "flag");
    }

    function test_TwoRootsOfOneSizeAreAForkByThemselves() external {
        PackproofLog.SignedHead memory one = PackproofLog.SignedHead(5, keccak256("one"), "", 0, none);
        PackproofLog.SignedHead memory two = PackproofLog.SignedHead(5, keccak256("two"), "", 0, none);
        one.signature = sign(HEAD_KEY, Step(LOG, 0, one.size, one.root, none, ""));
        two.signature = sign(HEAD_KEY, Step(LOG, 0, two.size, two.root, none, ""));
        log.proveFork(LOG, 0, one, two);
        assertTrue(forked(), "flag");
    }

    function testFuzz_OneHistoryIsNeverAFork(uint256 a, uint256 b, uint256 c) external {
        uint64 m = uint64(bound(a, 1, MOST));
        uint64 n = uint64(bound(b, 1, MOST));
        uint64 index = uint64(bound(c, 0, (m < n ? m : n) - 1));
        PackproofLog.SignedHead memory one = signedHead(1, m, index);
        PackproofLog.SignedHead memory two = signedHead(1, n, index);
        refuseFork(index, one, two, PackproofLog.NotAFork.selector);

        // A leaf shown at another index is not a conflict either.
        if (m > 1 && n > 1 && m != n) {
            PackproofLog.SignedHead memory shifted = signedHead(1, n, index == 0 ? 1 : index - 1);
            refuseFork(index, one, shifted, PackproofLog.NotAFork.selector);
        }
        assertFalse(forked(), "no flag");
    }

    function test_AForkNeedsBothSignatures() external {
        PackproofLog.SignedHead memory one = signedHead(1, 5, 2);
        PackproofLog.SignedHead memory two = signedHead(2, 7, 2);
        two.signature = sign(OTHER_KEY, Step(LOG, 0, two.size, two.root, none, ""));
        refuseFork(2, one, two, PackproofLog.InvalidHeadSignature.selector);
        refuseFork(2, two, one, PackproofLog.InvalidHeadSignature.selector);
        vm.expectRevert(abi.encodeWithSelector(PackproofLog.UnknownLog.selector, NEXT));
        log.proveFork(NEXT, 2, one, two);
    }

    function test_AClosedLogIsStillExposed() external {
        log.openLog(NEXT, STRANGER, LOG, 0, sha256(""));
        log.proveFork(LOG, 2, signedHead(1, 5, 2), signedHead(2, 7, 2));
        assertTrue(forked(), "flag");
    }

    // ---- a chain without SHA-256

    function test_RefusesAChainWithoutSha256() external {
        // As on a chain that lacks the precompile: the call succeeds and answers nothing.
        vm.mockCall(address(2), "", "");
        try new PackproofLog(address(this)) {
            assertTrue(false, "deployed without SHA-256");
        } catch (bytes memory reason) {
            assertEq(bytes32(bytes4(reason)), bytes32(PackproofLog.Sha256Unavailable.selector));
        }
    }

    // ---- helpers

    function stepTo(uint64 oldSize, uint64 newSize) private view returns (Step memory s) {
        bytes32[] memory d = Tree.entries(0, newSize);
        s = Step(LOG, oldSize, newSize, Tree.root(d), oldSize == 0 ? none : Tree.consistency(oldSize, d), "");
        s.signature = sign(HEAD_KEY, s);
    }

    function sign(uint256 key, Step memory s) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 sig) = vm.sign(key, log.headDigest(s.logId, s.newSize, s.root));
        return abi.encodePacked(r, sig, v);
    }

    function signedHead(
        uint256 history,
        uint64 size,
        uint64 index
    ) private view returns (PackproofLog.SignedHead memory head) {
        bytes32[] memory d = Tree.entries(history, size);
        head = PackproofLog.SignedHead(size, Tree.root(d), "", Tree.leaf(d[index]), Tree.path(index, d));
        head.signature = sign(HEAD_KEY, Step(LOG, 0, size, head.root, none, ""));
    }

    function send(Step memory s) private {
        log.anchor(s.logId, s.oldSize, s.newSize, s.root, s.proof, s.signature);
    }

    /// @dev Everything is computed before expectRevert: it takes the next call, and sha256 is a call.
    function refuse(Step memory s, bytes memory reason) private {
        vm.expectRevert(reason);
        log.anchor(s.logId, s.oldSize, s.newSize, s.root, s.proof, s.signature);
    }

    function refuseFork(
        uint64 index,
        PackproofLog.SignedHead memory one,
        PackproofLog.SignedHead memory two,
        bytes4 reason
    ) private {
        vm.expectRevert(abi.encodeWithSelector(reason));
        log.proveFork(LOG, index, one, two);
    }

    function forked() private view returns (bool flag) {
        (, , , , flag) = log.status(LOG);
    }
}
