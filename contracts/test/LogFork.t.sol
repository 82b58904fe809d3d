// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PackproofLog} from "../src/PackproofLog.sol";
import {LogTest} from "./support/LogTest.sol";
import {ReferenceTree as Tree} from "./support/ReferenceTree.sol";
import {assertEq, assertFalse, assertTrue, bound, vm} from "./support/Vm.sol";

contract LogForkTest is LogTest {
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

    // ---- helpers

    function signedHead(
        uint256 history,
        uint64 size,
        uint64 index
    ) private view returns (PackproofLog.SignedHead memory head) {
        bytes32[] memory d = Tree.entries(history, size);
        head = PackproofLog.SignedHead(size, Tree.root(d), "", Tree.leaf(d[index]), Tree.path(index, d));
        head.signature = sign(HEAD_KEY, Step(LOG, 0, size, head.root, none, ""));
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
