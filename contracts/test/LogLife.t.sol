// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {PackproofLog} from "../src/PackproofLog.sol";
import {LogTest} from "./support/LogTest.sol";
import {ReferenceTree as Tree} from "./support/ReferenceTree.sol";
import {assertEq, assertFalse, assertTrue, Vm, vm} from "./support/Vm.sol";

contract LogLifeTest is LogTest {
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
}
