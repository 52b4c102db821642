// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";

/// @title The name of a key: RFC 7638.
library Thumbprint {
  /// @notice SHA-256 over the canonical JWK of the P-256 public key (x, y).
  function ofP256(bytes32 x, bytes32 y) internal pure returns (bytes32) {
    return sha256(abi.encodePacked('{"crv":"P-256","kty":"EC","x":"', _encode(x), '","y":"', _encode(y), '"}'));
  }

  /// @dev Base64url without padding, RFC 7515 section 2.
  function _encode(bytes32 coordinate) private pure returns (string memory) {
    return Base64.encodeURL(bytes.concat(coordinate));
  }
}
