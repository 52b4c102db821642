// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import { Base64 } from "@openzeppelin/contracts/utils/Base64.sol";

/// @title Public keys on the curve P-256 (FIPS 186-5).
library P256Key {
  uint256 private constant P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff;
  uint256 private constant B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b;

  /// @notice Whether (x, y) is a point of the curve: y² = x³ − 3x + b (mod p). The curve has no small subgroups.
  function isOnCurve(bytes32 x, bytes32 y) internal pure returns (bool) {
    uint256 u = uint256(x);
    uint256 v = uint256(y);
    if (u >= P || v >= P) return false;
    uint256 cube = mulmod(mulmod(u, u, P), u, P);
    return mulmod(v, v, P) == addmod(addmod(cube, mulmod(P - 3, u, P), P), B, P);
  }

  /// @notice RFC 7638 thumbprint: SHA-256 over the key's JSON with its members in order.
  function thumbprint(bytes32 x, bytes32 y) internal pure returns (bytes32) {
    return
      sha256(
        abi.encodePacked('{"crv":"P-256","kty":"EC","x":"', _encode(x), '","y":"', _encode(y), '"}')
      );
  }

  /// @dev OpenZeppelin's `encodeURL` leaves the padding out, as RFC 7515 wants it.
  function _encode(bytes32 value) private pure returns (string memory) {
    return Base64.encodeURL(abi.encodePacked(value));
  }
}
