// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IMemberRegistry} from "./interfaces/IMemberRegistry.sol";
import {ISelectionRegistry} from "./interfaces/ISelectionRegistry.sol";

/// @title Seeds of random lane draws, see {ISelectionRegistry}.
/// @dev It has no authority: nothing here is governed, so nobody can commit for another member, or lift a commitment.
contract SelectionRegistry is ISelectionRegistry {
  /// @inheritdoc ISelectionRegistry
  uint40 public constant MAX_PERIOD_SECONDS = 93 days;

  /// @inheritdoc ISelectionRegistry
  IMemberRegistry public immutable MEMBERS;

  mapping(uint32 memberId => uint32 period) private _latest;
  mapping(uint32 memberId => mapping(uint32 period => Period)) private _periods;

  constructor(IMemberRegistry members) {
    MEMBERS = members;
  }

  /// @inheritdoc ISelectionRegistry
  function commit(uint32 period, uint40 beginsAtSeconds, uint40 endsAtSeconds, bytes32 commitment) external {
    uint32 memberId = _callerMember();
    Period storage made = _periods[memberId][period];
    // Before everything that may have changed since: a repeat must not revert.
    if (made.commitment != 0) {
      bool isSame =
        made.commitment == commitment && made.beginsAtSeconds == beginsAtSeconds && made.endsAtSeconds == endsAtSeconds;
      require(isSame, PeriodDiffers(memberId, period));
      return;
    }
    _requireNext(memberId, period, beginsAtSeconds);
    bool isPeriod = beginsAtSeconds < endsAtSeconds && endsAtSeconds - beginsAtSeconds <= MAX_PERIOD_SECONDS;
    require(isPeriod, PeriodInvalid(beginsAtSeconds, endsAtSeconds));
    require(block.timestamp < beginsAtSeconds, PeriodBegun(beginsAtSeconds));
    require(commitment != 0, CommitmentInvalid(commitment));
    require(MEMBERS.isActive(memberId), MemberSuspended(memberId));

    _latest[memberId] = period;
    made.beginsAtSeconds = beginsAtSeconds;
    made.endsAtSeconds = endsAtSeconds;
    made.committedAtSeconds = uint40(block.timestamp);
    made.commitment = commitment;
    emit SeedCommitted(memberId, period, beginsAtSeconds, endsAtSeconds, commitment);
  }

  /// @inheritdoc ISelectionRegistry
  function reveal(uint32 period, bytes32 seed) external {
    uint32 memberId = _callerMember();
    Period storage made = _periods[memberId][period];
    require(made.commitment != 0, PeriodUnknown(memberId, period));
    require(made.commitment == _commitmentOf(memberId, period, seed), SeedDiffers(memberId, period));
    if (made.revealedAtSeconds != 0) return;
    require(block.timestamp >= made.endsAtSeconds, PeriodNotOver(period, made.endsAtSeconds));
    // No check here that the member is active: its draws must stay checkable, by a suspended member above all.

    made.revealedAtSeconds = uint40(block.timestamp);
    made.seed = seed;
    emit SeedRevealed(memberId, period, seed);
  }

  /// @inheritdoc ISelectionRegistry
  function periodOf(uint32 memberId, uint32 period) external view returns (Period memory) {
    return _periods[memberId][period];
  }

  /// @inheritdoc ISelectionRegistry
  function latestPeriod(uint32 memberId) external view returns (uint32) {
    return _latest[memberId];
  }

  /// @inheritdoc ISelectionRegistry
  function commitmentOf(uint32 memberId, uint32 period, bytes32 seed) external pure returns (bytes32) {
    return _commitmentOf(memberId, period, seed);
  }

  /// @dev Above the latest one in number and time; the first one is above zero.
  function _requireNext(uint32 memberId, uint32 period, uint40 beginsAtSeconds) private view {
    uint32 latest = _latest[memberId];
    uint40 latestEndsAtSeconds = _periods[memberId][latest].endsAtSeconds;
    require(period > latest, PeriodNotNext(period, latest));
    require(beginsAtSeconds >= latestEndsAtSeconds, PeriodOverlaps(beginsAtSeconds, latestEndsAtSeconds));
  }

  function _callerMember() private view returns (uint32 memberId) {
    memberId = MEMBERS.memberOf(msg.sender);
    require(memberId != 0, CallerNotOperator(msg.sender));
  }

  function _commitmentOf(uint32 memberId, uint32 period, bytes32 seed) private pure returns (bytes32) {
    return sha256(abi.encodePacked(bytes1(0x03), memberId, period, seed));
  }
}
