// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessRegistry} from "./interfaces/IAccessRegistry.sol";
import {IAgreementRegistry} from "./interfaces/IAgreementRegistry.sol";
import {IDocumentRegistry} from "./interfaces/IDocumentRegistry.sol";
import {IMemberRegistry} from "./interfaces/IMemberRegistry.sol";
import {MerkleTree} from "./libraries/MerkleTree.sol";

/// @title Grants, requests and roots of reading receipts, see {IAccessRegistry}.
/// @dev It has no authority: nothing here is governed, so nobody can open another member's papers.
contract AccessRegistry is IAccessRegistry {
  /// @inheritdoc IAccessRegistry
  uint8 public constant MAX_DELEGATIONS = 3;
  /// @inheritdoc IAccessRegistry
  uint32 public constant UNLIMITED_USES = type(uint32).max;

  /// @inheritdoc IAccessRegistry
  IMemberRegistry public immutable MEMBERS;
  /// @inheritdoc IAccessRegistry
  IDocumentRegistry public immutable DOCUMENTS;
  /// @inheritdoc IAccessRegistry
  IAgreementRegistry public immutable AGREEMENTS;

  mapping(bytes32 grantId => Grant) private _grants;
  mapping(bytes32 requestId => Request) private _requests;
  mapping(uint32 memberId => Receipts) private _receipts;
  mapping(uint32 memberId => mapping(bytes32 root => bool)) private _receiptRoots;

  constructor(IDocumentRegistry documents, IAgreementRegistry agreements) {
    MEMBERS = documents.MEMBERS();
    DOCUMENTS = documents;
    AGREEMENTS = agreements;
    require(agreements.MEMBERS() == MEMBERS, RegistriesDiffer(MEMBERS, agreements.MEMBERS()));
  }

  /// @inheritdoc IAccessRegistry
  function grantDocument(
    Terms calldata terms,
    IDocumentRegistry.Entry calldata entry,
    IDocumentRegistry.Inclusion calldata inclusion
  ) external returns (bytes32 grantId) {
    uint32 granter = _callerMember();
    grantId = _grantIdOf(granter, terms);
    // Here and below, before everything that may have changed since: a repeat must not revert.
    if (_exists(grantId)) return grantId;
    bool isSubject = !terms.isConsignment && terms.subject == entry.documentId;
    require(isSubject, SubjectInvalid(terms.subject, terms.isConsignment));
    _requireIncluded(granter, entry, inclusion);
    _requireFirst(granter, terms);
    _write(grantId, granter, terms, granter, entry.kind);
  }

  /// @inheritdoc IAccessRegistry
  function grantConsignment(Terms calldata terms) external returns (bytes32 grantId) {
    uint32 granter = _callerMember();
    grantId = _grantIdOf(granter, terms);
    if (_exists(grantId)) return grantId;
    // No proof here: the grant speaks of the granter's own papers only, which may be none.
    bool isSubject = terms.isConsignment && terms.subject != 0;
    require(isSubject, SubjectInvalid(terms.subject, terms.isConsignment));
    _requireFirst(granter, terms);
    _write(grantId, granter, terms, granter, 0);
  }

  /// @inheritdoc IAccessRegistry
  function delegate(Terms calldata terms, ScopeProof calldata proof) external returns (bytes32 grantId) {
    uint32 granter = _callerMember();
    grantId = _grantIdOf(granter, terms);
    if (_exists(grantId)) return grantId;
    Grant storage parent = _knownGrant(terms.parentId);
    require(parent.terms.reader == granter, CallerNotReader(terms.parentId, granter));
    // It says also that the caller's member is active: it is the parent's reader.
    require(_isEffective(terms.parentId), GrantNotEffective(terms.parentId));
    _requireWithin(parent, terms);
    _requireNarrower(parent.terms, terms, proof);
    if (parent.terms.maxUses != UNLIMITED_USES) parent.delegatedUses += terms.maxUses;
    _write(grantId, granter, terms, parent.owner, parent.kind);
  }

  /// @inheritdoc IAccessRegistry
  function withdraw(bytes32 grantId, uint8 reason) external {
    uint32 memberId = _callerMember();
    require(reason != 0, ReasonInvalid(reason));
    Grant storage withdrawn = _knownGrant(grantId);
    require(_standsAbove(memberId, grantId), CallerNotGranter(grantId, memberId));
    if (withdrawn.withdrawnAtSeconds != 0) return;
    // No check here that the member is active: what only takes rights away is never refused.
    withdrawn.withdrawnAtSeconds = uint40(block.timestamp);
    withdrawn.withdrawnBy = memberId;
    withdrawn.withdrawReason = reason;
    emit GrantWithdrawn(grantId, memberId, reason);
  }

  /// @inheritdoc IAccessRegistry
  function request(Question calldata question) external returns (bytes32 requestId) {
    uint32 requester = _callerMember();
    requestId = _requestIdOf(requester, question);
    Request storage made = _requests[requestId];
    if (made.requester != 0) return requestId;
    _requireActive(requester);
    uint32 holder = question.holder;
    require(holder != requester && MEMBERS.isActive(holder), HolderInvalid(holder));
    require(question.subject != 0, SubjectInvalid(question.subject, question.isConsignment));
    require(question.scope != 0, ScopeInvalid(question.scope));
    require(question.purpose != 0, PurposeInvalid(question.purpose));
    require(question.caseDigest != 0, CaseDigestInvalid(question.caseDigest));

    made.requester = requester;
    made.requestedAtSeconds = uint40(block.timestamp);
    made.question = question;
    emit AccessRequested(requestId, requester, holder, question);
  }

  /// @inheritdoc IAccessRegistry
  function refuse(bytes32 requestId, uint8 reason) external {
    uint32 memberId = _callerMember();
    require(reason != 0, ReasonInvalid(reason));
    Request storage refused = _knownRequest(requestId);
    require(refused.question.holder == memberId, CallerNotHolder(requestId, memberId));
    if (refused.refusalReason != 0) return;
    require(refused.answeredAtSeconds == 0, RequestAlreadyAnswered(requestId));
    refused.answeredAtSeconds = uint40(block.timestamp);
    refused.refusalReason = reason;
    emit AccessRefused(requestId, memberId, reason);
  }

  /// @inheritdoc IAccessRegistry
  function anchorReceipts(bytes32 root, uint32 count, bytes32 head) external {
    uint32 memberId = _callerMember();
    require(root != 0 && count != 0 && head != 0, ReceiptsInvalid(root, count, head));
    if (_receiptRoots[memberId][root]) return;
    _receiptRoots[memberId][root] = true;
    Receipts storage latest = _receipts[memberId];
    emit ReceiptsAnchored(memberId, root, latest.root, count, head);
    latest.root = root;
    latest.head = head;
    latest.count += count;
    latest.anchoredAtSeconds = uint40(block.timestamp);
  }

  /// @inheritdoc IAccessRegistry
  function isEffective(bytes32 grantId) external view returns (bool) {
    return _isEffective(grantId);
  }

  /// @inheritdoc IAccessRegistry
  function opens(bytes32 grantId, uint16 kind) external view returns (bool) {
    Grant storage asked = _grants[grantId];
    if (kind == 0 || (!asked.terms.isConsignment && asked.kind != kind)) return false;
    return _isEffectiveFor(grantId, kind);
  }

  /// @inheritdoc IAccessRegistry
  function usesLeft(bytes32 grantId) external view returns (uint32) {
    return _usesLeft(_grants[grantId]);
  }

  /// @inheritdoc IAccessRegistry
  function grantOf(bytes32 grantId) external view returns (Grant memory) {
    return _grants[grantId];
  }

  /// @inheritdoc IAccessRegistry
  function requestOf(bytes32 requestId) external view returns (Request memory) {
    return _requests[requestId];
  }

  /// @inheritdoc IAccessRegistry
  function receiptsOf(uint32 memberId) external view returns (Receipts memory) {
    return _receipts[memberId];
  }

  /// @inheritdoc IAccessRegistry
  function grantIdOf(uint32 granter, Terms calldata terms) external pure returns (bytes32) {
    return _grantIdOf(granter, terms);
  }

  /// @inheritdoc IAccessRegistry
  function requestIdOf(uint32 requester, Question calldata question) external pure returns (bytes32) {
    return _requestIdOf(requester, question);
  }

  /// @dev What holds for every grant; what it may speak of was required before.
  function _write(bytes32 grantId, uint32 granter, Terms calldata terms, uint32 owner, uint16 kind) private {
    require(terms.reader != granter && MEMBERS.isActive(terms.reader), ReaderInvalid(terms.reader));
    require(terms.scope != 0, ScopeInvalid(terms.scope));
    require(terms.purpose != 0, PurposeInvalid(terms.purpose));
    require(terms.maxUses != 0, UsesInvalid(terms.maxUses));
    require(terms.validUntilSeconds > block.timestamp, EndInvalid(terms.validUntilSeconds));
    require(_isAgreed(terms.agreementId, granter, terms.reader, kind), AgreementNotCovering(terms.agreementId));
    if (terms.requestId != 0) _answer(grantId, granter, terms);

    Grant storage made = _grants[grantId];
    made.granter = granter;
    made.owner = owner;
    made.kind = kind;
    made.grantedAtSeconds = uint40(block.timestamp);
    made.terms = terms;
    emit GrantMade(grantId, granter, terms.reader, owner, kind, terms);
  }

  function _answer(bytes32 grantId, uint32 granter, Terms calldata terms) private {
    bytes32 requestId = terms.requestId;
    Request storage answered = _knownRequest(requestId);
    Question storage question = answered.question;
    require(question.holder == granter, CallerNotHolder(requestId, granter));
    bool isAbout = question.subject == terms.subject && question.isConsignment == terms.isConsignment;
    bool isFor = answered.requester == terms.reader && question.purpose == terms.purpose;
    require(isAbout && isFor, RequestDiffers(requestId));
    require(answered.answeredAtSeconds == 0, RequestAlreadyAnswered(requestId));
    answered.answeredAtSeconds = uint40(block.timestamp);
    answered.grantId = grantId;
  }

  function _requireFirst(uint32 granter, Terms calldata terms) private view {
    _requireActive(granter);
    require(terms.parentId == 0, ParentInvalid(terms.parentId));
    require(terms.delegations <= MAX_DELEGATIONS, DelegationsInvalid(terms.delegations));
  }

  function _requireIncluded(
    uint32 memberId,
    IDocumentRegistry.Entry calldata entry,
    IDocumentRegistry.Inclusion calldata inclusion
  ) private view {
    bytes32 root = inclusion.root;
    uint256 size = DOCUMENTS.batch(memberId, root).size;
    require(size != 0, BatchUnknown(memberId, root));
    bool isIncluded = MerkleTree.includes(root, size, DOCUMENTS.leafOf(entry), inclusion.index, inclusion.path);
    require(isIncluded, InclusionInvalid(root, inclusion.index));
  }

  /// @dev Everything but the scope.
  function _requireWithin(Grant storage parent, Terms calldata terms) private view {
    Terms storage above = parent.terms;
    bool isSubject = terms.subject == above.subject && terms.isConsignment == above.isConsignment;
    require(isSubject, SubjectInvalid(terms.subject, terms.isConsignment));
    require(terms.purpose == above.purpose, PurposeInvalid(terms.purpose));
    bool isAgreement = above.agreementId == 0 || terms.agreementId == above.agreementId;
    require(isAgreement, AgreementInvalid(terms.agreementId, above.agreementId));
    uint40 endSeconds = above.validUntilSeconds;
    require(terms.validUntilSeconds <= endSeconds, EndAfterParent(terms.validUntilSeconds, endSeconds));
    uint32 left = _usesLeft(parent);
    require(terms.maxUses <= left, UsesAboveParent(terms.maxUses, left));
    // So none is deeper than the first one's delegations, and one with none is never handed on.
    require(terms.delegations < above.delegations, DelegationsAboveParent(terms.delegations, above.delegations));
  }

  /// @dev A scope of the set may not pass the set on: another scope of it need not be narrower than this one. The size is
  /// the caller's word, which gains nothing: a leaf and a node of the tree are never hashed from the same bytes.
  function _requireNarrower(Terms storage above, Terms calldata terms, ScopeProof calldata proof) private view {
    bool isSame = terms.scope == above.scope;
    if (!isSame) {
      bytes32 leaf = sha256(abi.encodePacked(bytes1(0x00), terms.scope));
      bool isNarrower =
        above.narrowerScopes != 0 &&
          MerkleTree.includes(above.narrowerScopes, proof.size, leaf, proof.index, proof.path);
      require(isNarrower, ScopeNotNarrower(terms.scope, above.scope));
    }
    bool isPassedOn = terms.narrowerScopes == 0 || (isSame && terms.narrowerScopes == above.narrowerScopes);
    require(isPassedOn, NarrowerScopesInvalid(terms.narrowerScopes));
  }

  function _isEffective(bytes32 grantId) private view returns (bool) {
    return _isEffectiveFor(grantId, _grants[grantId].kind);
  }

  /// @dev It ends: a parent was there before its child, and at most {MAX_DELEGATIONS} are above any grant.
  function _isEffectiveFor(bytes32 grantId, uint16 kind) private view returns (bool) {
    if (!_exists(grantId)) return false;
    for (bytes32 id = grantId; id != 0; id = _grants[id].terms.parentId) {
      if (!_isSound(_grants[id], kind)) return false;
    }
    return true;
  }

  /// @dev Whether nothing stands against this one grant, whatever is above it.
  function _isSound(Grant storage asked, uint16 kind) private view returns (bool) {
    return
      asked.withdrawnAtSeconds == 0 &&
      block.timestamp < asked.terms.validUntilSeconds &&
      MEMBERS.isActive(asked.granter) &&
      MEMBERS.isActive(asked.terms.reader) &&
      _isAgreed(asked.terms.agreementId, asked.granter, asked.terms.reader, kind);
  }

  /// @dev Kind zero asks about a consignment, whatever its papers' kinds.
  function _isAgreed(bytes32 agreementId, uint32 granter, uint32 reader, uint16 kind) private view returns (bool) {
    if (agreementId == 0) return true;
    if (kind == 0) return AGREEMENTS.binds(agreementId, granter, reader);
    return AGREEMENTS.covers(agreementId, granter, reader, kind);
  }

  function _standsAbove(uint32 memberId, bytes32 grantId) private view returns (bool) {
    for (bytes32 id = grantId; id != 0; id = _grants[id].terms.parentId) {
      if (_grants[id].granter == memberId) return true;
    }
    return false;
  }

  function _usesLeft(Grant storage asked) private view returns (uint32) {
    return asked.terms.maxUses - asked.delegatedUses;
  }

  function _knownGrant(bytes32 grantId) private view returns (Grant storage) {
    require(_exists(grantId), GrantUnknown(grantId));
    return _grants[grantId];
  }

  function _knownRequest(bytes32 requestId) private view returns (Request storage known) {
    known = _requests[requestId];
    require(known.requester != 0, RequestUnknown(requestId));
  }

  function _exists(bytes32 grantId) private view returns (bool) {
    return _grants[grantId].granter != 0;
  }

  function _callerMember() private view returns (uint32 memberId) {
    memberId = MEMBERS.memberOf(msg.sender);
    require(memberId != 0, CallerNotOperator(msg.sender));
  }

  function _requireActive(uint32 memberId) private view {
    require(MEMBERS.isActive(memberId), MemberSuspended(memberId));
  }

  function _grantIdOf(uint32 granter, Terms calldata terms) private pure returns (bytes32) {
    return keccak256(abi.encode(granter, terms));
  }

  function _requestIdOf(uint32 requester, Question calldata question) private pure returns (bytes32) {
    return keccak256(abi.encode(requester, question));
  }
}
