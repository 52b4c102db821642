// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IMemberRegistry} from "./IMemberRegistry.sol";

/// @title Under which terms some members share.
/// @notice An agreement is proposed by one of its parties and in force once every party has accepted it, from its first
/// second to its last, as long as no party suspends it and none has terminated it. What is shared under an agreement
/// that is not in force sleeps. Its text stays outside: only its digest is here.
/// An agreement's id holds the proposing member, so copying a pending proposal gives the copier a proposal of its own.
/// Every repeat of a call that changes nothing succeeds and emits nothing, so a resent transaction never reverts.
interface IAgreementRegistry {
  /// @param parties Members, ascending, each once; 2 to {MAX_PARTIES}, the proposing one among them.
  /// @param kinds Codes of the SDK's table of kinds that may be shared, ascending, each once; at most {MAX_KINDS}. None
  /// means that no document may be.
  /// @param alertCategories One bit for each category of alerts that may be exchanged. Zero means none may be.
  /// @param tlpCeiling The strictest marking that alerts may bear: 0 clear, 1 green, 2 amber, 3 amber+strict, 4 red.
  /// @param validFromSeconds First second at which it can be in force, Unix seconds.
  /// @param validUntilSeconds First second at which it no longer can.
  /// @param textDigest SHA-256 of the agreement's text as the parties signed it; a text that could be guessed carries
  /// a random part.
  struct Terms {
    uint32[] parties;
    uint16[] kinds;
    uint32 alertCategories;
    uint8 tlpCeiling;
    uint40 validFromSeconds;
    uint40 validUntilSeconds;
    bytes32 textDigest;
  }

  /// @notice How an agreement stands; all zero when it was never proposed.
  /// @param proposer The member that proposed it.
  /// @param partyCount Number of parties.
  /// @param acceptedCount How many of them have accepted; the proposer has by proposing.
  /// @param suspendedCount How many suspend it now.
  /// @param tlpCeiling As in {Terms}; so are the next three.
  /// @param concludedAtSeconds Zero, or the block time at which the last party accepted.
  /// @param terminatedAtSeconds Zero, or the block time at which a party ended it for good.
  /// @param textDigest As in {Terms}.
  struct Agreement {
    uint32 proposer;
    uint8 partyCount;
    uint8 acceptedCount;
    uint8 suspendedCount;
    uint8 tlpCeiling;
    uint32 alertCategories;
    uint40 validFromSeconds;
    uint40 validUntilSeconds;
    uint40 concludedAtSeconds;
    uint40 terminatedAtSeconds;
    bytes32 textDigest;
  }

  /// @notice What a member has to do with an agreement; all false when it is no party.
  struct Party {
    bool isParty;
    bool hasAccepted;
    bool suspends;
  }

  event AgreementProposed(bytes32 indexed agreementId, uint32 indexed proposer, Terms terms);
  event AgreementAccepted(bytes32 indexed agreementId, uint32 indexed memberId);
  event AgreementConcluded(bytes32 indexed agreementId);
  event AgreementSuspended(bytes32 indexed agreementId, uint32 indexed memberId);
  event AgreementResumed(bytes32 indexed agreementId, uint32 indexed memberId);
  event AgreementTerminated(bytes32 indexed agreementId, uint32 indexed memberId);

  error CallerNotOperator(address caller);
  error CallerNotParty(bytes32 agreementId, uint32 memberId);
  error MemberSuspended(uint32 memberId);
  error AgreementUnknown(bytes32 agreementId);
  error AgreementOver(bytes32 agreementId);
  error PartyCountInvalid(uint256 count);
  error PartyInvalid(uint32 memberId);
  error KindCountInvalid(uint256 count);
  error KindInvalid(uint16 kind);
  error TermsEmpty();
  error TlpCeilingInvalid(uint8 tlpCeiling);
  error PeriodInvalid(uint40 validFromSeconds, uint40 validUntilSeconds);
  error TextDigestInvalid(bytes32 textDigest);

  /// @notice The most parties of one agreement.
  function MAX_PARTIES() external view returns (uint256);

  /// @notice The most kinds of one agreement.
  function MAX_KINDS() external view returns (uint256);

  /// @notice The registry that says who the caller speaks for.
  function MEMBERS() external view returns (IMemberRegistry);

  /// @notice Proposes an agreement, which the caller's member thereby accepts. For operators of an active member. The
  /// same terms proposed again by the same member are the same agreement and change nothing, also once it is terminated.
  /// @param terms Some kind or some alert category at least; a period that is not over. A party that is not a member is
  /// refused, one that is suspended is not: it can accept when it is back.
  /// @return agreementId Keccak-256 over the ABI encoding of the proposing member and the terms.
  function propose(Terms calldata terms) external returns (bytes32 agreementId);

  /// @notice Accepts an agreement for the caller's member. For operators of an active party.
  function accept(bytes32 agreementId) external;

  /// @notice Puts an agreement to sleep. For operators of any party, also when the member is suspended.
  function suspend(bytes32 agreementId) external;

  /// @notice Lifts the suspension of the caller's member; the agreement wakes when no party suspends it any more. For
  /// operators of an active party.
  function resume(bytes32 agreementId) external;

  /// @notice Ends an agreement for good. For operators of any party, also when the member is suspended; by one that has
  /// not accepted it is a refusal.
  function terminate(bytes32 agreementId) external;

  /// @notice How an agreement stands; all zero when unknown.
  function agreement(bytes32 agreementId) external view returns (Agreement memory);

  /// @notice What a member has to do with an agreement.
  function party(bytes32 agreementId, uint32 memberId) external view returns (Party memory);

  /// @notice Whether an agreement is in force at this block; false for an unknown one.
  function isInForce(bytes32 agreementId) external view returns (bool);

  /// @notice Whether an agreement is in force at this block and both members are its parties.
  function binds(bytes32 agreementId, uint32 granter, uint32 reader) external view returns (bool);

  /// @notice Whether an agreement is in force at this block, both members are its parties, and documents of a kind may
  /// be shared under it.
  function covers(bytes32 agreementId, uint32 granter, uint32 reader, uint16 kind) external view returns (bool);

  /// @notice The id of an agreement, proposed or not.
  function agreementIdOf(uint32 proposer, Terms calldata terms) external pure returns (bytes32);
}
