// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import { IDocumentRegistry } from "./interfaces/IDocumentRegistry.sol";
import { IMemberRegistry } from "./interfaces/IMemberRegistry.sol";
import { MerkleTree } from "./libraries/MerkleTree.sol";

/// @title DocumentRegistry
/// @notice See {IDocumentRegistry}.
contract DocumentRegistry is IDocumentRegistry {
  /// @dev With more, the transaction would be larger than the 131,072 bytes that nodes take.
  uint256 public constant MAX_BATCH_SIZE = 1000;

  IMemberRegistry public immutable MEMBERS;

  mapping(uint32 memberId => mapping(bytes32 root => Batch)) private _batches;
  mapping(uint32 memberId => mapping(bytes32 documentId => Tombstone)) private _tombstones;

  constructor(IMemberRegistry members) {
    MEMBERS = members;
  }

  function _caller() private view returns (uint32 memberId) {
    memberId = MEMBERS.memberOf(msg.sender);
    require(memberId != 0, CallerNotOperator(msg.sender));
  }

  function _activeCaller() private view returns (uint32 memberId) {
    memberId = _caller();
    require(MEMBERS.member(memberId).status == IMemberRegistry.Status.Active, MemberSuspended(memberId));
  }

  /// @inheritdoc IDocumentRegistry
  function anchor(Entry[] calldata entries) external returns (bytes32 root) {
    require(entries.length != 0, BatchEmpty());
    require(entries.length <= MAX_BATCH_SIZE, BatchTooLarge(entries.length));
    uint32 memberId = _activeCaller();
    root = _rootOf(memberId, entries);
    if (_batches[memberId][root].size != 0) return root;
    _batches[memberId][root] = Batch(uint40(block.timestamp), uint48(block.number), uint32(entries.length));
    emit BatchAnchored(memberId, root, entries);
  }

  /// @dev Hashes the entries, and asks for each kind once where entries of one kind stand together.
  function _rootOf(uint32 memberId, Entry[] calldata entries) private view returns (bytes32) {
    bytes32[] memory hashes = new bytes32[](entries.length);
    uint16 allowed = 0;
    for (uint256 i = 0; i < entries.length; i++) {
      Entry calldata entry = entries[i];
      if (entry.kind != allowed || i == 0) {
        require(MEMBERS.mayIssue(memberId, entry.kind), IssuerNotAccredited(memberId, entry.kind));
        allowed = entry.kind;
      }
      hashes[i] = _leafOf(entry);
    }
    return MerkleTree.rootOf(hashes);
  }

  /// @inheritdoc IDocumentRegistry
  function supersede(
    Entry calldata entry,
    Inclusion calldata inclusion,
    Entry calldata successor,
    Inclusion calldata successorInclusion,
    uint8 reason
  ) external {
    require(reason != 0, ReasonInvalid(reason));
    uint32 memberId = _activeCaller();
    _requireIncluded(memberId, entry, inclusion);
    _requireIncluded(memberId, successor, successorInclusion);
    bytes32 documentId = entry.documentId;
    bytes32 successorId = successor.documentId;
    require(documentId != successorId && entry.kind == successor.kind, SuccessorInvalid(documentId, successorId));
    Tombstone storage stone = _tombstones[memberId][documentId];
    if (stone.supersededAtSeconds != 0) {
      require(stone.successorId == successorId, DocumentAlreadySuperseded(documentId, stone.successorId));
      return;
    }
    require(stone.withdrawnAtSeconds == 0, DocumentAlreadyWithdrawn(documentId));
    require(_isCurrent(_tombstones[memberId][successorId]), SuccessorNotCurrent(successorId));
    stone.supersededAtSeconds = uint40(block.timestamp);
    stone.supersedeReason = reason;
    stone.successorId = successorId;
    emit DocumentSuperseded(memberId, documentId, successorId, reason);
  }

  /// @inheritdoc IDocumentRegistry
  function withdraw(Entry calldata entry, Inclusion calldata inclusion, uint8 reason) external {
    require(reason != 0, ReasonInvalid(reason));
    uint32 memberId = _caller();
    _requireIncluded(memberId, entry, inclusion);
    Tombstone storage stone = _tombstones[memberId][entry.documentId];
    if (stone.withdrawnAtSeconds != 0) return;
    stone.withdrawnAtSeconds = uint40(block.timestamp);
    stone.withdrawReason = reason;
    emit DocumentWithdrawn(memberId, entry.documentId, reason);
  }

  function _requireIncluded(uint32 memberId, Entry calldata entry, Inclusion calldata inclusion) private view {
    uint32 size = _batches[memberId][inclusion.root].size;
    require(size != 0, BatchUnknown(memberId, inclusion.root));
    require(
      MerkleTree.isIncluded(_leafOf(entry), inclusion.index, size, inclusion.path, inclusion.root),
      InclusionInvalid(inclusion.root, inclusion.index)
    );
  }

  function _isCurrent(Tombstone storage stone) private view returns (bool) {
    return stone.supersededAtSeconds == 0 && stone.withdrawnAtSeconds == 0;
  }

  function _leafOf(Entry calldata entry) private view returns (bytes32) {
    return MerkleTree.leafHash(entry.documentId, entry.kind, entry.subjectTag, entry.referenceTag);
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
}
