// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IMemberRegistry} from "./IMemberRegistry.sol";

/// @title What was anchored, by whom, when, and whether it still stands.
/// @notice A batch is an RFC 9162 tree over entries; its root is computed here from the calldata and stored in one slot.
/// A batch belongs to the member that sent it: the same entries sent by another member are that member's own batch, so
/// copying a pending transaction gains nothing. Nothing here names goods, people or numbers: ids and tags are digests.
/// Every repeat of a call that changes nothing succeeds and emits nothing, so a resent transaction never reverts.
interface IDocumentRegistry {
  /// @param documentId Root of the document's tree, bound to profile and size.
  /// @param kind Code of the SDK's table of kinds.
  /// @param subjectTag Keyed digest of the consignment's reference.
  /// @param referenceTag Keyed digest of the document's own number.
  struct Entry {
    bytes32 documentId;
    uint16 kind;
    bytes32 subjectTag;
    bytes32 referenceTag;
  }

  /// @param anchoredAtSeconds Block time, Unix seconds; zero for a batch that is not anchored.
  /// @param blockNumber Block that anchored it.
  /// @param size Number of entries.
  struct Batch {
    uint40 anchoredAtSeconds;
    uint48 blockNumber;
    uint32 size;
  }

  /// @notice Where an entry stands in a batch of the caller's member.
  /// @param root Root of the batch.
  /// @param index Position of the entry, from 0.
  /// @param path Sibling hashes from the leaf upwards, RFC 9162 section 2.1.3.
  struct Inclusion {
    bytes32 root;
    uint32 index;
    bytes32[] path;
  }

  /// @notice Why a document no longer stands. It is never lifted.
  /// @param supersededAtSeconds Zero, or the block time at which a newer document took its place.
  /// @param withdrawnAtSeconds Zero, or the block time at which its issuer took it back.
  /// @param supersedeReason Code of the SDK's table of reasons; zero when not superseded.
  /// @param withdrawReason The same for the withdrawal.
  /// @param successorId The newer document; zero when not superseded.
  struct Tombstone {
    uint40 supersededAtSeconds;
    uint40 withdrawnAtSeconds;
    uint8 supersedeReason;
    uint8 withdrawReason;
    bytes32 successorId;
  }

  event BatchAnchored(uint32 indexed memberId, bytes32 indexed root, Entry[] entries);
  event DocumentSuperseded(
    uint32 indexed memberId,
    bytes32 indexed documentId,
    bytes32 indexed successorId,
    uint8 reason
  );
  event DocumentWithdrawn(uint32 indexed memberId, bytes32 indexed documentId, uint8 reason);

  error BatchEmpty();
  error BatchTooLarge(uint256 size);
  error BatchUnknown(uint32 memberId, bytes32 root);
  error CallerNotOperator(address caller);
  error MemberSuspended(uint32 memberId);
  error IssuerNotAccredited(uint32 memberId, uint16 kind);
  error InclusionInvalid(bytes32 root, uint32 index);
  error ReasonInvalid(uint8 reason);
  error SuccessorInvalid(bytes32 documentId, bytes32 successorId);
  error SuccessorNotCurrent(bytes32 successorId);
  error DocumentAlreadySuperseded(bytes32 documentId, bytes32 successorId);
  error DocumentAlreadyWithdrawn(bytes32 documentId);

  /// @notice The largest batch that is taken.
  function MAX_BATCH_SIZE() external view returns (uint256);

  /// @notice The registry that says who the caller speaks for and what it may issue.
  function MEMBERS() external view returns (IMemberRegistry);

  /// @notice Anchors documents of the caller's member. Its operators only; the member must be active and accredited for
  /// every kind in the batch. A batch that is already anchored by this member stays as it is.
  /// @param entries 1 to {MAX_BATCH_SIZE} entries, in the order of the tree.
  /// @return root RFC 9162 root over `SHA-256(0x00 ‖ documentId ‖ uint16 kind ‖ subjectTag ‖ referenceTag)`.
  function anchor(Entry[] calldata entries) external returns (bytes32 root);

  /// @notice Says that a document of the caller's member was replaced by a newer one of the same kind, which still
  /// stands. Its operators only; the member must be active. A document that is withdrawn stays withdrawn instead.
  /// @param entry The document that no longer stands.
  /// @param inclusion Where it is anchored.
  /// @param successor The document that takes its place.
  /// @param successorInclusion Where that one is anchored.
  /// @param reason Code of the SDK's table of reasons; not zero.
  function supersede(
    Entry calldata entry,
    Inclusion calldata inclusion,
    Entry calldata successor,
    Inclusion calldata successorInclusion,
    uint8 reason
  ) external;

  /// @notice Takes a document of the caller's member back, for good. Also when the member is suspended: a warning is
  /// never refused.
  /// @param entry The document that is taken back; it may have been superseded before.
  /// @param inclusion Where it is anchored.
  /// @param reason Code of the SDK's table of reasons; not zero.
  function withdraw(Entry calldata entry, Inclusion calldata inclusion, uint8 reason) external;

  /// @notice A batch as it was anchored; all zero when it was not.
  function batch(uint32 memberId, bytes32 root) external view returns (Batch memory);

  /// @notice What became of a document; all zero while it stands.
  function tombstone(uint32 memberId, bytes32 documentId) external view returns (Tombstone memory);

  /// @notice The leaf hash of an entry.
  function leafOf(Entry calldata entry) external view returns (bytes32);
}
