// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAgreementRegistry} from "./interfaces/IAgreementRegistry.sol";
import {IMemberRegistry} from "./interfaces/IMemberRegistry.sol";

/// @title Agreements between members, see {IAgreementRegistry}.
/// @dev It has no authority: only its parties can bring an agreement into force, and any one of them can end it.
contract AgreementRegistry is IAgreementRegistry {
  /// @inheritdoc IAgreementRegistry
  uint256 public constant MAX_PARTIES = 64;
  /// @inheritdoc IAgreementRegistry
  uint256 public constant MAX_KINDS = 128;
  uint8 private constant TLP_RED = 4;

  /// @inheritdoc IAgreementRegistry
  IMemberRegistry public immutable MEMBERS;

  mapping(bytes32 agreementId => Agreement) private _agreements;
  mapping(bytes32 agreementId => mapping(uint32 memberId => Party)) private _parties;
  mapping(bytes32 agreementId => mapping(uint16 kind => bool)) private _kinds;

  constructor(IMemberRegistry members) {
    MEMBERS = members;
  }

  /// @inheritdoc IAgreementRegistry
  function propose(Terms calldata terms) external returns (bytes32 agreementId) {
    uint32 memberId = _callerMember();
    agreementId = _idOf(memberId, terms);
    // Before everything that may have changed since: a repeat must not revert.
    if (_agreements[agreementId].proposer != 0) return agreementId;
    _requireActive(memberId);
    _requireSound(terms);
    _writeParties(agreementId, terms.parties);
    _writeKinds(agreementId, terms.kinds);
    require(_parties[agreementId][memberId].isParty, CallerNotParty(agreementId, memberId));

    Agreement storage proposed = _agreements[agreementId];
    proposed.proposer = memberId;
    proposed.partyCount = uint8(terms.parties.length);
    proposed.tlpCeiling = terms.tlpCeiling;
    proposed.alertCategories = terms.alertCategories;
    proposed.validFromSeconds = terms.validFromSeconds;
    proposed.validUntilSeconds = terms.validUntilSeconds;
    proposed.textDigest = terms.textDigest;
    emit AgreementProposed(agreementId, memberId, terms);
    _accept(agreementId, memberId);
  }

  /// @inheritdoc IAgreementRegistry
  function accept(bytes32 agreementId) external {
    (uint32 memberId, Party storage caller) = _callerParty(agreementId);
    if (caller.hasAccepted) return;
    _requireStands(agreementId);
    _requireActive(memberId);
    _accept(agreementId, memberId);
  }

  /// @inheritdoc IAgreementRegistry
  function suspend(bytes32 agreementId) external {
    (uint32 memberId, Party storage caller) = _callerParty(agreementId);
    // What is over sleeps already.
    if (caller.suspends || _agreements[agreementId].terminatedAtSeconds != 0) return;
    // No check here that the member is active, nor below: what only takes rights away is never refused.
    caller.suspends = true;
    ++_agreements[agreementId].suspendedCount;
    emit AgreementSuspended(agreementId, memberId);
  }

  /// @inheritdoc IAgreementRegistry
  function resume(bytes32 agreementId) external {
    (uint32 memberId, Party storage caller) = _callerParty(agreementId);
    if (!caller.suspends) return;
    _requireStands(agreementId);
    _requireActive(memberId);
    caller.suspends = false;
    --_agreements[agreementId].suspendedCount;
    emit AgreementResumed(agreementId, memberId);
  }

  /// @inheritdoc IAgreementRegistry
  function terminate(bytes32 agreementId) external {
    (uint32 memberId, ) = _callerParty(agreementId);
    if (_agreements[agreementId].terminatedAtSeconds != 0) return;
    _agreements[agreementId].terminatedAtSeconds = uint40(block.timestamp);
    emit AgreementTerminated(agreementId, memberId);
  }

  /// @inheritdoc IAgreementRegistry
  function agreement(bytes32 agreementId) external view returns (Agreement memory) {
    return _agreements[agreementId];
  }

  /// @inheritdoc IAgreementRegistry
  function party(bytes32 agreementId, uint32 memberId) external view returns (Party memory) {
    return _parties[agreementId][memberId];
  }

  /// @inheritdoc IAgreementRegistry
  function isInForce(bytes32 agreementId) external view returns (bool) {
    return _isInForce(agreementId);
  }

  /// @inheritdoc IAgreementRegistry
  function binds(bytes32 agreementId, uint32 granter, uint32 reader) external view returns (bool) {
    return _binds(agreementId, granter, reader);
  }

  /// @inheritdoc IAgreementRegistry
  function covers(bytes32 agreementId, uint32 granter, uint32 reader, uint16 kind) external view returns (bool) {
    return _kinds[agreementId][kind] && _binds(agreementId, granter, reader);
  }

  /// @inheritdoc IAgreementRegistry
  function agreementIdOf(uint32 proposer, Terms calldata terms) external pure returns (bytes32) {
    return _idOf(proposer, terms);
  }

  function _accept(bytes32 agreementId, uint32 memberId) private {
    Agreement storage accepted = _agreements[agreementId];
    _parties[agreementId][memberId].hasAccepted = true;
    emit AgreementAccepted(agreementId, memberId);
    if (++accepted.acceptedCount != accepted.partyCount) return;
    accepted.concludedAtSeconds = uint40(block.timestamp);
    emit AgreementConcluded(agreementId);
  }

  /// @dev Ascending order makes each once, and equal terms equal bytes. A number from 1 on follows from it too.
  function _writeParties(bytes32 agreementId, uint32[] calldata parties) private {
    require(parties.length > 1 && parties.length <= MAX_PARTIES, PartyCountInvalid(parties.length));
    uint32 last = 0;
    for (uint256 i = 0; i < parties.length; ++i) {
      uint32 memberId = parties[i];
      bool isMember = MEMBERS.member(memberId).status != IMemberRegistry.Status.None;
      require(memberId > last && isMember, PartyInvalid(memberId));
      _parties[agreementId][memberId].isParty = true;
      last = memberId;
    }
  }

  function _writeKinds(bytes32 agreementId, uint16[] calldata kinds) private {
    require(kinds.length <= MAX_KINDS, KindCountInvalid(kinds.length));
    uint16 last = 0;
    for (uint256 i = 0; i < kinds.length; ++i) {
      require(kinds[i] > last, KindInvalid(kinds[i]));
      last = kinds[i];
      _kinds[agreementId][last] = true;
    }
  }

  function _requireSound(Terms calldata terms) private view {
    (uint40 fromSeconds, uint40 untilSeconds) = (terms.validFromSeconds, terms.validUntilSeconds);
    require(terms.kinds.length != 0 || terms.alertCategories != 0, TermsEmpty());
    require(terms.tlpCeiling <= TLP_RED, TlpCeilingInvalid(terms.tlpCeiling));
    require(fromSeconds < untilSeconds && untilSeconds > block.timestamp, PeriodInvalid(fromSeconds, untilSeconds));
    require(terms.textDigest != 0, TextDigestInvalid(terms.textDigest));
  }

  function _callerParty(bytes32 agreementId) private view returns (uint32 memberId, Party storage caller) {
    memberId = _callerMember();
    require(_agreements[agreementId].proposer != 0, AgreementUnknown(agreementId));
    caller = _parties[agreementId][memberId];
    require(caller.isParty, CallerNotParty(agreementId, memberId));
  }

  function _callerMember() private view returns (uint32 memberId) {
    memberId = MEMBERS.memberOf(msg.sender);
    require(memberId != 0, CallerNotOperator(msg.sender));
  }

  function _requireActive(uint32 memberId) private view {
    require(MEMBERS.isActive(memberId), MemberSuspended(memberId));
  }

  function _requireStands(bytes32 agreementId) private view {
    require(_agreements[agreementId].terminatedAtSeconds == 0, AgreementOver(agreementId));
  }

  function _binds(bytes32 agreementId, uint32 granter, uint32 reader) private view returns (bool) {
    mapping(uint32 memberId => Party) storage parties = _parties[agreementId];
    return parties[granter].isParty && parties[reader].isParty && _isInForce(agreementId);
  }

  function _isInForce(bytes32 agreementId) private view returns (bool) {
    Agreement storage asked = _agreements[agreementId];
    return
      asked.concludedAtSeconds != 0 &&
      asked.suspendedCount == 0 &&
      asked.terminatedAtSeconds == 0 &&
      asked.validFromSeconds <= block.timestamp &&
      block.timestamp < asked.validUntilSeconds;
  }

  function _idOf(uint32 proposer, Terms calldata terms) private pure returns (bytes32) {
    return keccak256(abi.encode(proposer, terms));
  }
}
