// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IMemberRegistry} from "./IMemberRegistry.sol";

/// @title The seeds of random lane draws: committed before a period, revealed after it.
/// @notice A member draws with a seed that nobody else knows while it counts, and that it can choose no more once it does:
/// its digest stands here before the first block of the period, and the seed itself after the last one. What is drawn
/// for depends on the hash of the block that anchored it as well, which nobody knew when the seed was committed. So
/// whoever reads the chain recomputes every draw of a period that is over.
///
/// The periods of a member never overlap: a block belongs to one of them, or to none, and then nothing can be drawn for
/// what it anchored. A commitment cannot be changed or taken back, and a member that reveals nothing is seen by that.
///
/// Every repeat of a call that changes nothing succeeds and emits nothing, so a resent transaction never reverts.
interface ISelectionRegistry {
  /// @notice A period as it stands; all zero when it was never committed.
  /// @param beginsAtSeconds First second of block time that belongs to it.
  /// @param endsAtSeconds First second that belongs to it no more.
  /// @param committedAtSeconds Block time; below `beginsAtSeconds`.
  /// @param revealedAtSeconds Zero, or the block time; not below `endsAtSeconds`.
  /// @param commitment As {commitmentOf} says.
  /// @param seed Zero until it is revealed.
  struct Period {
    uint40 beginsAtSeconds;
    uint40 endsAtSeconds;
    uint40 committedAtSeconds;
    uint40 revealedAtSeconds;
    bytes32 commitment;
    bytes32 seed;
  }

  event SeedCommitted(
    uint32 indexed memberId,
    uint32 indexed period,
    uint40 beginsAtSeconds,
    uint40 endsAtSeconds,
    bytes32 commitment
  );
  event SeedRevealed(uint32 indexed memberId, uint32 indexed period, bytes32 seed);

  error CallerNotOperator(address caller);
  error MemberSuspended(uint32 memberId);
  error CommitmentInvalid(bytes32 commitment);
  error PeriodInvalid(uint40 beginsAtSeconds, uint40 endsAtSeconds);
  error PeriodBegun(uint40 beginsAtSeconds);
  error PeriodNotNext(uint32 period, uint32 latest);
  error PeriodOverlaps(uint40 beginsAtSeconds, uint40 latestEndsAtSeconds);
  error PeriodDiffers(uint32 memberId, uint32 period);
  error PeriodUnknown(uint32 memberId, uint32 period);
  error PeriodNotOver(uint32 period, uint40 endsAtSeconds);
  error SeedDiffers(uint32 memberId, uint32 period);

  /// @notice The longest period, in seconds: a draw that nobody can check for longer is none.
  function MAX_PERIOD_SECONDS() external view returns (uint40);

  /// @notice The registry that says who the caller speaks for.
  function MEMBERS() external view returns (IMemberRegistry);

  /// @notice Commits the seed of a period of the caller's member, before the period begins. Its operators only; the member
  /// must be active. Committed again with the same bounds and commitment it changes nothing; with others it is refused.
  /// @param period Above the number of the member's latest period; numbers may be left out.
  /// @param beginsAtSeconds Above the block time, and not below the end of the latest period.
  /// @param endsAtSeconds Above `beginsAtSeconds`, by at most {MAX_PERIOD_SECONDS}.
  /// @param commitment As {commitmentOf} says; binds member and period, so that another member's is of no use.
  function commit(uint32 period, uint40 beginsAtSeconds, uint40 endsAtSeconds, bytes32 commitment) external;

  /// @notice Reveals the seed of a period of the caller's member, once the period is over. Its operators only, also of a
  /// suspended member: what was drawn must stay checkable. Revealed again it changes nothing.
  function reveal(uint32 period, bytes32 seed) external;

  /// @notice A period of a member.
  function periodOf(uint32 memberId, uint32 period) external view returns (Period memory);

  /// @notice The number of a member's latest period; zero when it has none.
  function latestPeriod(uint32 memberId) external view returns (uint32);

  /// @notice SHA-256(0x03 ‖ memberId ‖ period ‖ seed), the numbers as four bytes each, big-endian.
  function commitmentOf(uint32 memberId, uint32 period, bytes32 seed) external pure returns (bytes32);
}
