// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PackproofLog} from "../../src/PackproofLog.sol";
import {ReferenceTree as Tree} from "./ReferenceTree.sol";
import {vm} from "./Vm.sol";

/// @dev A contract with one open, empty log, and heads to anchor in it.
abstract contract LogTest {
    bytes32 internal constant LOG = keccak256("a log");
    bytes32 internal constant NEXT = keccak256("the log after it");
    uint256 internal constant HEAD_KEY = uint256(keccak256("head key"));
    uint256 internal constant OTHER_KEY = uint256(keccak256("another key"));
    address internal constant STRANGER = address(0xbeef);
    uint256 internal constant MOST = 70;

    bytes32[] internal none;
    PackproofLog internal log;

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

    function stepTo(uint64 oldSize, uint64 newSize) internal view returns (Step memory s) {
        bytes32[] memory d = Tree.entries(0, newSize);
        s = Step(LOG, oldSize, newSize, Tree.root(d), oldSize == 0 ? none : Tree.consistency(oldSize, d), "");
        s.signature = sign(HEAD_KEY, s);
    }

    function sign(uint256 key, Step memory s) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 sig) = vm.sign(key, log.headDigest(s.logId, s.newSize, s.root));
        return abi.encodePacked(r, sig, v);
    }

    function send(Step memory s) internal {
        log.anchor(s.logId, s.oldSize, s.newSize, s.root, s.proof, s.signature);
    }

    /// @dev Everything is computed before expectRevert: it takes the next call, and sha256 is a call.
    function refuse(Step memory s, bytes memory reason) internal {
        vm.expectRevert(reason);
        log.anchor(s.logId, s.oldSize, s.newSize, s.root, s.proof, s.signature);
    }
}
