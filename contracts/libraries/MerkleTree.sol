// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title Merkle trees of RFC 9162 section 2.1 over SHA-256.
/// @dev The precompile at address 2 is called in assembly: through the compiler every hash would copy its input into
/// fresh memory, and a batch has two hashes for each document.
library MerkleTree {
  /// @notice SHA-256(0x00 ‖ documentId ‖ uint16 kind ‖ subjectTag ‖ referenceTag).
  function leafHash(
    bytes32 documentId,
    uint16 kind,
    bytes32 subjectTag,
    bytes32 referenceTag
  ) internal view returns (bytes32 hash) {
    assembly ("memory-safe") {
      let input := mload(0x40)
      mstore8(input, 0)
      mstore(add(input, 1), documentId)
      mstore(add(input, 33), shl(240, kind))
      mstore(add(input, 35), subjectTag)
      mstore(add(input, 67), referenceTag)
      // No check of the result: this precompile fails only without gas, and then nothing after it runs.
      pop(staticcall(gas(), 2, input, 99, 0, 32))
      hash := mload(0)
    }
  }

  /// @notice SHA-256(0x01 ‖ left ‖ right).
  function nodeHash(bytes32 left, bytes32 right) internal view returns (bytes32 hash) {
    assembly ("memory-safe") {
      let input := mload(0x40)
      mstore8(input, 1)
      mstore(add(input, 1), left)
      mstore(add(input, 33), right)
      pop(staticcall(gas(), 2, input, 65, 0, 32))
      hash := mload(0)
    }
  }

  /// @notice Head of the tree over leaf hashes; at least one. The array is used up.
  /// @dev Level by level, an odd last node moving up as it is: the same shape as the recursive definition.
  function rootOf(bytes32[] memory hashes) internal view returns (bytes32) {
    uint256 length = hashes.length;
    while (length > 1) {
      length = _level(hashes, length);
    }
    return hashes[0];
  }

  function _level(bytes32[] memory hashes, uint256 length) private view returns (uint256 parents) {
    assembly ("memory-safe") {
      let base := add(hashes, 32)
      let input := mload(0x40)
      mstore8(input, 1)
      let left := add(input, 1)
      parents := shr(1, length)
      for {
        let i := 0
      } lt(i, parents) {
        i := add(i, 1)
      } {
        mcopy(left, add(base, shl(6, i)), 64)
        pop(staticcall(gas(), 2, input, 65, add(base, shl(5, i)), 32))
      }
      if and(length, 1) {
        mstore(add(base, shl(5, parents)), mload(add(base, shl(5, sub(length, 1)))))
        parents := add(parents, 1)
      }
    }
  }

  /// @notice Whether a leaf hash stands at an index of a tree of a size. RFC 9162 section 2.1.3.2: a path that is too
  /// short or too long for index and size proves nothing.
  function isIncluded(
    bytes32 hash,
    uint256 index,
    uint256 size,
    bytes32[] calldata path,
    bytes32 root
  ) internal view returns (bool) {
    if (index >= size) return false;
    uint256 last = size - 1;
    for (uint256 i = 0; i < path.length; i++) {
      if (last == 0) return false;
      if (index & 1 == 1 || index == last) {
        hash = nodeHash(path[i], hash);
        while (index & 1 == 0 && index != 0) {
          index >>= 1;
          last >>= 1;
        }
      } else {
        hash = nodeHash(hash, path[i]);
      }
      index >>= 1;
      last >>= 1;
    }
    return last == 0 && hash == root;
  }
}
