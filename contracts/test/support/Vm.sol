// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev The cheat codes of forge these tests use (documented in the Foundry book), at the address forge gives them.
interface Vm {
    struct Entry {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function addr(uint256 privateKey) external pure returns (address);
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function prank(address sender) external;
    function expectRevert(bytes calldata revertData) external;
    function recordLogs() external;
    function getRecordedLogs() external returns (Entry[] memory);
    function mockCall(address target, bytes calldata data, bytes calldata answer) external;
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

/// @dev Maps any fuzzed number into [low, high].
function bound(uint256 value, uint256 low, uint256 high) pure returns (uint256) {
    return low + (value % (high - low + 1));
}

error NotEqual(bytes32 actual, bytes32 expected);
error NotTrue(string what);

function assertTrue(bool condition, string memory what) pure {
    if (!condition) revert NotTrue(what);
}

function assertFalse(bool condition, string memory what) pure {
    if (condition) revert NotTrue(what);
}

function assertEq(bytes32 actual, bytes32 expected) pure {
    if (actual != expected) revert NotEqual(actual, expected);
}

function assertEq(uint256 actual, uint256 expected) pure {
    if (actual != expected) revert NotEqual(bytes32(actual), bytes32(expected));
}

function assertEq(address actual, address expected) pure {
    if (actual != expected) revert NotEqual(bytes32(uint256(uint160(actual))), bytes32(uint256(uint160(expected))));
}
