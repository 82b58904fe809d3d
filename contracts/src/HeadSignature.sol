// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title The signature of a log's head key over one head: EIP-712 `Head(bytes32 logId,uint64 size,bytes32 root)`
/// @notice The domain is {name: "Packproof log", version: "1"} and nothing more. A head is a fact about a log, not an
/// order to a contract: the same signature stands under the published checkpoint, on every chain the log is anchored
/// to, in a replay after a redeployment, and in a proof that the log told two stories. `logId` is in the message, so
/// carrying a signature elsewhere can only repeat that fact.
/// @dev That is why OpenZeppelin's EIP712 base is not used: it always adds chainId and verifyingContract, which would
/// make each chain's heads unusable as evidence on any other.
/// WARNING: one head key and one logId must never sign two different trees, not even on a test deployment: both heads
/// together are a valid proof of a fork everywhere.
library HeadSignature {
    bytes32 internal constant HEAD_TYPEHASH = keccak256("Head(bytes32 logId,uint64 size,bytes32 root)");

    bytes32 internal constant DOMAIN_SEPARATOR =
        keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version)"),
                keccak256("Packproof log"),
                keccak256("1")
            )
        );

    /// @notice The 32 bytes the head key signs.
    function digest(bytes32 logId, uint64 size, bytes32 root) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encodePacked(
                    hex"1901",
                    DOMAIN_SEPARATOR,
                    keccak256(abi.encode(HEAD_TYPEHASH, logId, size, root))
                )
            );
    }

    /// @notice Whether `signature` (65 bytes r || s || v, low s) over this head is by `headKey`.
    /// @dev A malformed signature recovers to address zero, which no log has as its key.
    function isBy(
        address headKey,
        bytes32 logId,
        uint64 size,
        bytes32 root,
        bytes calldata signature
    ) internal pure returns (bool) {
        (address signer, , ) = ECDSA.tryRecoverCalldata(digest(logId, size, root), signature);
        return signer != address(0) && signer == headKey;
    }
}
