// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IDocumentRegistry} from "./interfaces/IDocumentRegistry.sol";
import {IMemberRegistry} from "./interfaces/IMemberRegistry.sol";
import {MerkleTree} from "./libraries/MerkleTree.sol";

/// @title Batches and tombstones, see {IDocumentRegistry}.
/// @dev It has no authority: nothing here is governed, so nobody can anchor for another member or lift a tombstone.
contract DocumentRegistry is IDocumentRegistry {
  /// @inheritdoc IDocumentRegistry
  uint256 public constant MAX_BATCH_SIZE = 1000;

  /// @inheritdoc IDocumentRegistry
  IMemberRegistry public immutable MEMBERS;

  mapping(uint32 memberId => mapping(bytes32 root => Batch)) private _batches;
  mapping(uint32 memberId => mapping(bytes32 documentId => Tombstone)) private _tombstones;

  constructor(IMemberRegistry members) {
    MEMBERS = members;
  }

  /// @inheritdoc IDocumentRegistry
  function anchor(Entry[] calldata entries) external returns (bytes32 root) {
    uint32 memberId = _callerMember();
    require(entries.length != 0, BatchEmpty());
    require(entries.length <= MAX_BATCH_SIZE, BatchTooLarge(entries.length));
    root = MerkleTree.rootOf(_leavesOf(entries));

    // Before what the member may do now: a repeat must not revert because of what came in between.
    if (_batches[memberId][root].size != 0) return root;
    _requireActive(memberId);
    _requireAccredited(memberId, entries);

    _batches[memberId][root] = Batch({
      anchoredAtSeconds: uint40(block.timestamp),
      blockNumber: uint48(block.number),
      size: uint32(entries.length)
    });
    _emitBatchAnchored(memberId, root, entries);
  }

  /// @inheritdoc IDocumentRegistry
  function supersede(
    Entry calldata entry,
    Inclusion calldata inclusion,
    Entry calldata successor,
    Inclusion calldata successorInclusion,
    uint8 reason
  ) external {
    uint32 memberId = _callerMember();
    (bytes32 documentId, bytes32 successorId) = (entry.documentId, successor.documentId);
    require(reason != 0, ReasonInvalid(reason));
    require(documentId != successorId && entry.kind == successor.kind, SuccessorInvalid(documentId, successorId));
    _requireIncluded(memberId, entry, inclusion);
    _requireIncluded(memberId, successor, successorInclusion);

    Tombstone storage stone = _tombstones[memberId][documentId];
    if (stone.successorId == successorId && stone.supersededAtSeconds != 0) return;
    require(stone.supersededAtSeconds == 0, DocumentAlreadySuperseded(documentId, stone.successorId));
    require(stone.withdrawnAtSeconds == 0, DocumentAlreadyWithdrawn(documentId));
    // A chain of successors therefore never turns back on itself: what was superseded cannot be a successor again.
    require(_stands(memberId, successorId), SuccessorNotCurrent(successorId));
    _requireActive(memberId);

    stone.supersededAtSeconds = uint40(block.timestamp);
    stone.supersedeReason = reason;
    stone.successorId = successorId;
    emit DocumentSuperseded(memberId, documentId, successorId, reason);
  }

  /// @inheritdoc IDocumentRegistry
  function withdraw(Entry calldata entry, Inclusion calldata inclusion, uint8 reason) external {
    uint32 memberId = _callerMember();
    require(reason != 0, ReasonInvalid(reason));
    _requireIncluded(memberId, entry, inclusion);

    Tombstone storage stone = _tombstones[memberId][entry.documentId];
    if (stone.withdrawnAtSeconds != 0) return;
    // No check here that the member is active: a warning is never refused.
    stone.withdrawnAtSeconds = uint40(block.timestamp);
    stone.withdrawReason = reason;
    emit DocumentWithdrawn(memberId, entry.documentId, reason);
  }

  /// @inheritdoc IDocumentRegistry
  function batch(uint32 memberId, bytes32 root) external view returns (Batch memory) {
    return _batches[memberId][root];
  }

  /// @inheritdoc IDocumentRegistry
  function tombstone(uint32 memberId, bytes32 documentId) external view returns (Tombstone memory) {
    return _tombstones[memberId][documentId];
  }

  /// @inheritdoc IDocumentRegistry
  function leafOf(Entry calldata entry) external view returns (bytes32) {
    return _leafOf(entry);
  }

  function _callerMember() private view returns (uint32 memberId) {
    memberId = MEMBERS.memberOf(msg.sender);
    require(memberId != 0, CallerNotOperator(msg.sender));
  }

  function _requireActive(uint32 memberId) private view {
    require(MEMBERS.isActive(memberId), MemberSuspended(memberId));
  }

  /// @dev Batches mostly hold one kind: each run of the same kind is asked about once. Zero is no kind, so it can stand
  /// for none asked yet: the registry accredits nobody for it, and the first entry is always asked about.
  function _requireAccredited(uint32 memberId, Entry[] calldata entries) private view {
    uint16 accredited = 0;
    for (uint256 i = 0; i < entries.length; ++i) {
      uint16 kind = entries[i].kind;
      if (kind == accredited && kind != 0) continue;
      require(MEMBERS.mayIssue(memberId, kind), IssuerNotAccredited(memberId, kind));
      accredited = kind;
    }
  }

  function _requireIncluded(uint32 memberId, Entry calldata entry, Inclusion calldata inclusion) private view {
    bytes32 root = inclusion.root;
    uint32 index = inclusion.index;
    uint256 size = _batches[memberId][root].size;
    require(size != 0, BatchUnknown(memberId, root));
    require(MerkleTree.includes(root, size, _leafOf(entry), index, inclusion.path), InclusionInvalid(root, index));
  }

  /// @dev `emit BatchAnchored(memberId, root, entries)`, in assembly because entries lie in the calldata as the event
  /// holds them: one copy instead of one for each field. What is copied and logged is clean: {_leafOf} has refused a
  /// kind that does not fit 16 bits, and `memberId` was decoded from an answer.
  function _emitBatchAnchored(uint32 memberId, bytes32 root, Entry[] calldata entries) private {
    bytes32 topic = BatchAnchored.selector;
    // solhint-disable-next-line no-inline-assembly
    assembly ("memory-safe") {
      let data := mload(0x40)
      let size := shl(7, entries.length) // 128 bytes each
      mstore(data, 0x20)
      mstore(add(data, 0x20), entries.length)
      calldatacopy(add(data, 0x40), entries.offset, size)
      log3(data, add(0x40, size), topic, memberId, root)
    }
  }

  function _stands(uint32 memberId, bytes32 documentId) private view returns (bool) {
    Tombstone storage stone = _tombstones[memberId][documentId];
    return stone.supersededAtSeconds == 0 && stone.withdrawnAtSeconds == 0;
  }

  function _leavesOf(Entry[] calldata entries) private view returns (bytes32[] memory leaves) {
    leaves = new bytes32[](entries.length);
    for (uint256 i = 0; i < entries.length; ++i) leaves[i] = _leafOf(entries[i]);
  }

  /// @dev `SHA-256(0x00 ‖ documentId ‖ uint16 kind ‖ subjectTag ‖ referenceTag)`, in assembly because it is done for
  /// every document. `kind` is read outside of it: there the compiler refuses what does not fit 16 bits.
  function _leafOf(Entry calldata entry) private view returns (bytes32 leaf) {
    uint16 kind = entry.kind;
    // solhint-disable-next-line no-inline-assembly
    assembly ("memory-safe") {
      let input := mload(0x40) // 99 bytes of free memory, not kept
      mstore8(input, 0x00)
      mstore(add(input, 33), shl(240, kind))
      calldatacopy(add(input, 1), entry, 0x20) // documentId
      calldatacopy(add(input, 35), add(entry, 0x40), 0x40) // subjectTag, referenceTag
      if iszero(staticcall(gas(), 0x02, input, 99, 0x00, 0x20)) {
        revert(0, 0)
      }
      leaf := mload(0x00)
    }
  }
}
