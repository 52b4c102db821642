// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAgreementRegistry} from "./IAgreementRegistry.sol";
import {IDocumentRegistry} from "./IDocumentRegistry.sol";
import {IMemberRegistry} from "./IMemberRegistry.sol";

/// @title Who may read what of whom, why, and until when.
/// @notice A grant opens a document, or its owner's papers of a consignment, to one member, within one scope and for one
/// purpose. The owner is the member that anchored them: only it makes a first grant, and only a reader whose own grant
/// is effective, and says so, can hand on a narrower one. A grant is effective at a block when it and every grant above
/// it is: not withdrawn, not over, between active members, and under an agreement that is in force, if under one.
/// A withdrawal, like an end, is never lifted. Withdrawing stops what is read later; it cannot undo what was read.
///
/// A grant's id holds the granting member, so copying a pending transaction gives the copier a grant of its own papers,
/// or nothing. Ids, scopes and tags are digests, purposes and reasons are codes: nothing here names goods or people.
/// Every repeat of a call that changes nothing succeeds and emits nothing, so a resent transaction never reverts: the
/// same grant made again is the same grant, also once it is withdrawn. To grant anew, give it another end.
///
/// How often a grant was used is counted by the owner's gateway, not here: the readings under a grant and under all that
/// were handed on from it count together against its `maxUses`. Here, no more is handed on than there is.
interface IAccessRegistry {
  /// @notice What a member grants.
  /// @param subject Id of a document; of a consignment its subject tag.
  /// @param isConsignment Whether the subject is a consignment: then the grant opens those of its papers, past and
  /// future, that the owner anchored, and no other member's.
  /// @param reader The one member that may read.
  /// @param scope Digest of the set of fields that is opened; not zero.
  /// @param narrowerScopes Zero, or RFC 9162 root over the scopes within `scope` (leaf `SHA-256(0x00 ‖ scope)`) that may
  /// be handed on instead of it.
  /// @param purpose Code of the purpose; not zero.
  /// @param validUntilSeconds First second at which it is over, Unix seconds.
  /// @param maxUses How many readings it allows; not zero. {UNLIMITED_USES} for any number.
  /// @param delegations How many times it may be handed on, one after the other: 0 to {MAX_DELEGATIONS}.
  /// @param agreementId The agreement it is made under; zero for none.
  /// @param parentId The grant that is handed on; zero for an owner's.
  /// @param requestId The request that it answers; zero for none.
  struct Terms {
    bytes32 subject;
    bool isConsignment;
    uint32 reader;
    bytes32 scope;
    bytes32 narrowerScopes;
    uint16 purpose;
    uint40 validUntilSeconds;
    uint32 maxUses;
    uint8 delegations;
    bytes32 agreementId;
    bytes32 parentId;
    bytes32 requestId;
  }

  /// @notice A grant as it stands; all zero when it was never made.
  /// @param granter The member that made it.
  /// @param owner The member whose papers it opens: the granter of the first grant above it.
  /// @param kind Code of the document's kind; zero for a consignment.
  /// @param delegatedUses How many of its uses were handed on; stays zero where they are unlimited.
  /// @param grantedAtSeconds Block time.
  /// @param withdrawnAtSeconds Zero, or the block time at which it was withdrawn itself.
  /// @param withdrawnBy Zero, or the member that withdrew it: its granter or the granter of one above it.
  /// @param withdrawReason Zero, or why.
  /// @param terms What was granted.
  struct Grant {
    uint32 granter;
    uint32 owner;
    uint16 kind;
    uint32 delegatedUses;
    uint40 grantedAtSeconds;
    uint40 withdrawnAtSeconds;
    uint32 withdrawnBy;
    uint8 withdrawReason;
    Terms terms;
  }

  /// @notice That a scope is one of a parent's `narrowerScopes`; ignored where the scope is the parent's own.
  /// @param size Number of scopes in the tree.
  /// @param index Position of the scope, from 0.
  /// @param path Sibling hashes from the leaf upwards, RFC 9162 section 2.1.3.
  struct ScopeProof {
    uint32 size;
    uint32 index;
    bytes32[] path;
  }

  /// @notice What a member asks for.
  /// @param holder The member that is asked.
  /// @param subject As in {Terms}; so are the next three.
  /// @param caseDigest Keyed digest of the case number for which it is needed; not zero.
  struct Question {
    uint32 holder;
    bytes32 subject;
    bool isConsignment;
    bytes32 scope;
    uint16 purpose;
    bytes32 caseDigest;
  }

  /// @notice A request as it stands; all zero when it was never made.
  /// @param requester The member that asked.
  /// @param requestedAtSeconds Block time.
  /// @param answeredAtSeconds Zero, or the block time of the answer, which is final.
  /// @param refusalReason Not zero when it was refused.
  /// @param grantId Not zero when it was granted.
  /// @param question What was asked.
  struct Request {
    uint32 requester;
    uint40 requestedAtSeconds;
    uint40 answeredAtSeconds;
    uint8 refusalReason;
    bytes32 grantId;
    Question question;
  }

  /// @notice The reading receipts of a member as far as they are anchored; all zero before the first.
  /// @param root The latest root.
  /// @param head Head of the member's log at that root.
  /// @param count Receipts under all of its roots together.
  /// @param anchoredAtSeconds Block time of the latest.
  struct Receipts {
    bytes32 root;
    bytes32 head;
    uint64 count;
    uint40 anchoredAtSeconds;
  }

  event GrantMade(
    bytes32 indexed grantId,
    uint32 indexed granter,
    uint32 indexed reader,
    uint32 owner,
    uint16 kind,
    Terms terms
  );
  event GrantWithdrawn(bytes32 indexed grantId, uint32 indexed memberId, uint8 reason);
  event AccessRequested(bytes32 indexed requestId, uint32 indexed requester, uint32 indexed holder, Question question);
  event AccessRefused(bytes32 indexed requestId, uint32 indexed holder, uint8 reason);
  event ReceiptsAnchored(
    uint32 indexed memberId,
    bytes32 indexed root,
    bytes32 previousRoot,
    uint32 count,
    bytes32 head
  );

  error RegistriesDiffer(IMemberRegistry documentsMembers, IMemberRegistry agreementsMembers);
  error CallerNotOperator(address caller);
  error CallerNotReader(bytes32 grantId, uint32 memberId);
  error CallerNotGranter(bytes32 grantId, uint32 memberId);
  error CallerNotHolder(bytes32 requestId, uint32 memberId);
  error MemberSuspended(uint32 memberId);
  error BatchUnknown(uint32 memberId, bytes32 root);
  error InclusionInvalid(bytes32 root, uint32 index);
  error SubjectInvalid(bytes32 subject, bool isConsignment);
  error ReaderInvalid(uint32 reader);
  error ScopeInvalid(bytes32 scope);
  error ScopeNotNarrower(bytes32 scope, bytes32 parentScope);
  error NarrowerScopesInvalid(bytes32 narrowerScopes);
  error PurposeInvalid(uint16 purpose);
  error EndInvalid(uint40 validUntilSeconds);
  error EndAfterParent(uint40 validUntilSeconds, uint40 parentValidUntilSeconds);
  error UsesInvalid(uint32 maxUses);
  error UsesAboveParent(uint32 maxUses, uint32 usesLeft);
  error DelegationsInvalid(uint8 delegations);
  error DelegationsAboveParent(uint8 delegations, uint8 parentDelegations);
  error AgreementNotCovering(bytes32 agreementId);
  error AgreementInvalid(bytes32 agreementId, bytes32 parentAgreementId);
  error ParentInvalid(bytes32 parentId);
  error GrantUnknown(bytes32 grantId);
  error GrantNotEffective(bytes32 grantId);
  error ReasonInvalid(uint8 reason);
  error HolderInvalid(uint32 holder);
  error CaseDigestInvalid(bytes32 caseDigest);
  error RequestUnknown(bytes32 requestId);
  error RequestDiffers(bytes32 requestId);
  error RequestAlreadyAnswered(bytes32 requestId);
  error ReceiptsInvalid(bytes32 root, uint32 count, bytes32 head);

  /// @notice How often a grant can be handed on at most, one after the other.
  function MAX_DELEGATIONS() external view returns (uint8);

  /// @notice The `maxUses` of a grant that may be used any number of times.
  function UNLIMITED_USES() external view returns (uint32);

  /// @notice The registry that says who the caller speaks for.
  function MEMBERS() external view returns (IMemberRegistry);

  /// @notice The registry that says what a member anchored.
  function DOCUMENTS() external view returns (IDocumentRegistry);

  /// @notice The registry that says which agreements are in force.
  function AGREEMENTS() external view returns (IAgreementRegistry);

  /// @notice Opens a document that the caller's member anchored, whatever became of it since. For operators of an
  /// active member, to another active member; an agreement must be in force and cover both and the document's kind.
  /// @param terms With the entry's document as subject, and no parent.
  /// @param entry The document as it was anchored.
  /// @param inclusion Where, in a batch of the caller's member.
  /// @return grantId Keccak-256 over the ABI encoding of the granting member and the terms.
  function grantDocument(
    Terms calldata terms,
    IDocumentRegistry.Entry calldata entry,
    IDocumentRegistry.Inclusion calldata inclusion
  ) external returns (bytes32 grantId);

  /// @notice Opens the papers of a consignment that the caller's member anchored or will anchor. For operators of an
  /// active member, to another active member; an agreement must be in force and bind both.
  /// @param terms With a subject tag as subject, and no parent.
  /// @return grantId As of {grantDocument}.
  function grantConsignment(Terms calldata terms) external returns (bytes32 grantId);

  /// @notice Hands an effective grant of the caller's member on to another active member, never more than it has itself:
  /// the same subject and purpose, under the same agreement if the parent is under one, no later end, no more uses than
  /// are left, fewer delegations. For the parent's reader.
  /// @param terms The scope is the parent's or one of its `narrowerScopes`. Only with the parent's own scope can
  /// `narrowerScopes` be passed on, and only as they are.
  /// @param proof That the scope is one of them; any where it is the parent's own.
  /// @return grantId As of {grantDocument}.
  function delegate(Terms calldata terms, ScopeProof calldata proof) external returns (bytes32 grantId);

  /// @notice Takes a grant back for good, and with it all that were handed on from it. For operators of its granter or of
  /// a granter above it, also when the member is suspended.
  /// @param reason Code of the reason; not zero.
  function withdraw(bytes32 grantId, uint8 reason) external;

  /// @notice Asks another active member for access. For operators of an active member. It is answered by a grant that
  /// names it, whose scope may differ from the one asked for, or by {refuse}.
  /// @return requestId Keccak-256 over the ABI encoding of the asking member and the question.
  function request(Question calldata question) external returns (bytes32 requestId);

  /// @notice Refuses a request for good. For operators of the member that was asked, also when it is suspended.
  /// @param reason Code of the reason; not zero.
  function refuse(bytes32 requestId, uint8 reason) external;

  /// @notice Anchors a batch of reading receipts of the caller's member; each names the one before it. For its
  /// operators, also when it is suspended: an account of readings is never refused. A root that this member anchored
  /// before, as long ago as may be, changes nothing.
  /// @param root RFC 9162 root over the receipts; not zero.
  /// @param count Number of receipts under it; not zero.
  /// @param head Head of the member's hash-chained log after the last of them; not zero.
  function anchorReceipts(bytes32 root, uint32 count, bytes32 head) external;

  /// @notice Whether a grant is effective at this block; false for an unknown one. Of a consignment's papers it opens
  /// those that {opens} says.
  function isEffective(bytes32 grantId) external view returns (bool);

  /// @notice Whether a grant is effective at this block for documents of a kind: that of its document; of a consignment,
  /// every kind, or every one that all its agreements cover.
  function opens(bytes32 grantId, uint16 kind) external view returns (bool);

  /// @notice How many uses a grant has left for its reader, of those that were not handed on; {UNLIMITED_USES} when there
  /// is no limit, zero when unknown.
  function usesLeft(bytes32 grantId) external view returns (uint32);

  /// @notice A grant as it stands; all zero when unknown.
  function grantOf(bytes32 grantId) external view returns (Grant memory);

  /// @notice A request as it stands; all zero when unknown.
  function requestOf(bytes32 requestId) external view returns (Request memory);

  /// @notice How far the receipts of a member are anchored.
  function receiptsOf(uint32 memberId) external view returns (Receipts memory);

  /// @notice The id of a grant, made or not.
  function grantIdOf(uint32 granter, Terms calldata terms) external pure returns (bytes32);

  /// @notice The id of a request, made or not.
  function requestIdOf(uint32 requester, Question calldata question) external pure returns (bytes32);
}
