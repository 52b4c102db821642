// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

// solhint-disable no-inline-assembly

/// @title The tree of a batch: RFC 9162 section 2.1 over SHA-256.
/// @dev Assembly, because the compiler's `sha256` allocates memory for every call and a batch makes two calls for each
/// document. The precompile can only fail for want of gas; then everything reverts.
library MerkleTree {
  /// @notice The root over leaf hashes, which it overwrites level by level. At least one.
  /// @dev Pairing from the left and lifting a last odd hash unchanged gives the tree that RFC 9162 defines by splitting
  /// at the largest power of two.
  function rootOf(bytes32[] memory hashes) internal view returns (bytes32 root) {
    assembly ("memory-safe") {
      let level := add(hashes, 0x20)
      let input := mload(0x40) // 65 bytes of free memory, not kept
      mstore8(input, 0x01)
      for {
        let width := mload(hashes)
      } gt(width, 1) {
        width := shr(1, add(width, 1))
      } {
        let target := level
        let pairsEnd := add(level, shl(6, shr(1, width)))
        for {
          let pair := level
        } lt(pair, pairsEnd) {
          pair := add(pair, 0x40)
        } {
          mcopy(add(input, 1), pair, 0x40)
          if iszero(staticcall(gas(), 0x02, input, 65, target, 0x20)) {
            revert(0, 0)
          }
          target := add(target, 0x20)
        }
        if and(width, 1) {
          mstore(target, mload(pairsEnd))
        }
      }
      root := mload(level)
    }
  }

  /// @notice Whether a leaf hash stands at an index of a tree with this root and size.
  /// @dev RFC 9162 section 2.1.3.2. Size and index decide how long the path is; any other length is refused.
  function includes(
    bytes32 root,
    uint256 size,
    bytes32 leaf,
    uint256 index,
    bytes32[] calldata path
  ) internal view returns (bool) {
    if (index >= size) return false;
    uint256 last = size - 1;
    bytes32 node = leaf;
    for (uint256 i = 0; i < path.length; ++i) {
      if (last == 0) return false;
      if (index & 1 == 1 || index == last) {
        node = nodeOf(path[i], node);
        // The last node of a level with an odd width has no sibling there: it went up unchanged.
        while (index & 1 == 0 && index != 0) {
          index >>= 1;
          last >>= 1;
        }
      } else {
        node = nodeOf(node, path[i]);
      }
      index >>= 1;
      last >>= 1;
    }
    return last == 0 && node == root;
  }

  /// @notice `SHA-256(0x01 ‖ left ‖ right)`.
  function nodeOf(bytes32 left, bytes32 right) internal view returns (bytes32 node) {
    assembly ("memory-safe") {
      let input := mload(0x40)
      mstore8(input, 0x01)
      mstore(add(input, 1), left)
      mstore(add(input, 33), right)
      if iszero(staticcall(gas(), 0x02, input, 65, 0x00, 0x20)) {
        revert(0, 0)
      }
      node := mload(0x00)
    }
  }
}
