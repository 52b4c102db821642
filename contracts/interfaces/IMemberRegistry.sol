// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title Who belongs to the consortium, and what each member may do.
/// @notice A member is an organisation: it has a number, a country, roles, operator accounts that speak for it on the
/// chain, keys that sign its statements, and accreditations that say which kinds of document it may issue and when.
/// Nothing is ever deleted: a suspension, an ended key and an ended accreditation all leave their dates behind.
/// Every repeat of a call that changes nothing succeeds and emits nothing, so a resent transaction never reverts.
interface IMemberRegistry {
  /// @notice Whether a member may act. `None` is a number that no member has.
  enum Status {
    None,
    Active,
    Suspended
  }

  /// @notice What a key is for. One key has one use.
  enum KeyUse {
    None,
    Statement,
    Sealing,
    Transport
  }

  /// @param country ISO 3166-1 alpha-2, upper case ASCII.
  /// @param roles Bits: 1 customs agency, 2 carrier, 4 certifier, 8 trader, 16 auditor.
  /// @param status Whether the member may act now.
  /// @param statusSinceSeconds Block time of the last change of status, Unix seconds.
  /// @param gatewayUrl Where the member's gateway answers its partners; empty when it has none.
  struct Member {
    bytes2 country;
    uint8 roles;
    Status status;
    uint40 statusSinceSeconds;
    string gatewayUrl;
  }

  /// @param use What the key is for; `None` for a key the member never had.
  /// @param validFromSeconds First second at which the key may be used.
  /// @param validUntilSeconds First second at which it may no longer be used.
  /// @param compromisedSinceSeconds Zero, or the second from which nothing it made is to be trusted.
  struct Key {
    KeyUse use;
    uint40 validFromSeconds;
    uint40 validUntilSeconds;
    uint40 compromisedSinceSeconds;
  }

  /// @param validFromSeconds First second of the latest accreditation; zero when there never was one.
  /// @param validUntilSeconds First second at which it is over.
  struct Accreditation {
    uint40 validFromSeconds;
    uint40 validUntilSeconds;
  }

  event MemberAdmitted(uint32 indexed memberId, bytes2 country, uint8 roles);
  event MemberSuspended(uint32 indexed memberId);
  event MemberResumed(uint32 indexed memberId);
  event OperatorAdded(uint32 indexed memberId, address indexed operator);
  event OperatorRemoved(uint32 indexed memberId, address indexed operator);
  event GatewayUrlChanged(uint32 indexed memberId, string gatewayUrl);
  event KeyAdded(
    uint32 indexed memberId,
    bytes32 indexed thumbprint,
    KeyUse use,
    bytes32 x,
    bytes32 y,
    uint40 validFromSeconds,
    uint40 validUntilSeconds
  );
  event KeyEnded(uint32 indexed memberId, bytes32 indexed thumbprint, uint40 validUntilSeconds);
  event KeyCompromised(uint32 indexed memberId, bytes32 indexed thumbprint, uint40 compromisedSinceSeconds);
  event AccreditationGranted(
    uint32 indexed memberId,
    uint16 indexed kind,
    uint40 validFromSeconds,
    uint40 validUntilSeconds
  );
  event AccreditationEnded(uint32 indexed memberId, uint16 indexed kind, uint40 validUntilSeconds);

  error MemberIdInvalid(uint32 memberId);
  error MemberUnknown(uint32 memberId);
  error MemberExists(uint32 memberId);
  error MemberNotActive(uint32 memberId);
  error CountryInvalid(bytes2 country);
  error RolesInvalid(uint8 roles);
  error OperatorInvalid(address operator);
  error OperatorOfAnotherMember(address operator, uint32 memberId);
  error CallerNotOperator(address caller);
  error GatewayUrlTooLong(uint256 length);
  error KeyInvalid(bytes32 x, bytes32 y);
  error KeyUseInvalid(KeyUse use);
  error KeyUnknown(uint32 memberId, bytes32 thumbprint);
  error KeyExists(uint32 memberId, bytes32 thumbprint);
  error PeriodInvalid(uint40 validFromSeconds, uint40 validUntilSeconds);
  error TimeInFuture(uint40 seconds_);
  error KindInvalid(uint16 kind);

  /// @notice Admits a member under a number the consortium chose. Restricted to registrars.
  /// @param memberId From 1 on; never reused.
  /// @param country ISO 3166-1 alpha-2, upper case ASCII.
  /// @param roles Bits as in {Member}; at least one.
  function admit(uint32 memberId, bytes2 country, uint8 roles) external;

  /// @notice Stops a member from acting; what it did before stays. Restricted to registrars.
  function suspend(uint32 memberId) external;

  /// @notice Lets a suspended member act again. Restricted to registrars.
  function resume(uint32 memberId) external;

  /// @notice Lets an account speak for a member. Restricted to registrars. An account belongs to one member for good:
  /// removed, it can only come back to the same one.
  function addOperator(uint32 memberId, address operator) external;

  /// @notice Takes an account's voice away. Restricted to registrars. An account that never spoke for a member is
  /// refused, so that a mistyped address is noticed.
  function removeOperator(uint32 memberId, address operator) external;

  /// @notice Says that a member may issue documents of a kind. Restricted to registrars. It takes the place of the
  /// accreditation before it; one that is running keeps its beginning and can be prolonged or shortened, not moved.
  /// @param validFromSeconds A time already past counts as now: no accreditation is backdated. While one is running, not
  /// in the future.
  /// @param validUntilSeconds First second at which it is over; repeated with the same end while it runs, it changes
  /// nothing.
  function accredit(uint32 memberId, uint16 kind, uint40 validFromSeconds, uint40 validUntilSeconds) external;

  /// @notice Ends a running or coming accreditation at this block. Restricted to registrars.
  function endAccreditation(uint32 memberId, uint16 kind) external;

  /// @notice Says where the caller's gateway answers. For operators of an active member.
  /// @param gatewayUrl At most 256 bytes.
  function setGatewayUrl(string calldata gatewayUrl) external;

  /// @notice Adds a P-256 key of the caller's member. For operators of an active member.
  /// The thumbprint (RFC 7638) is computed here, so nobody can claim a name that is not the key's own. Added again with
  /// the same use and period it changes nothing; with others, so also once it was ended, it is refused: it never revives.
  /// @param x Affine x of the point, big-endian; the point must be on the curve.
  /// @param y Affine y likewise.
  /// @param use What it is for; not `None`.
  /// @param validFromSeconds First second at which it may be used; may be past.
  /// @param validUntilSeconds First second at which it may no longer be used; not past.
  function addKey(bytes32 x, bytes32 y, KeyUse use, uint40 validFromSeconds, uint40 validUntilSeconds) external;

  /// @notice Ends a key of the caller's member at this block; it can only end earlier than it would have. For its
  /// operators, also when it is suspended.
  function endKey(bytes32 thumbprint) external;

  /// @notice Declares a key of the caller's member stolen since a time. For its operators, also when it is suspended.
  /// The time can later be moved back, never forward.
  /// @param compromisedSinceSeconds Not in the future; zero means since ever and is kept as 1.
  function declareKeyCompromised(bytes32 thumbprint, uint40 compromisedSinceSeconds) external;

  /// @notice The member that an account speaks for now; zero for none, also when the account was removed.
  function memberOf(address operator) external view returns (uint32 memberId);

  /// @notice A member as it is now; all zero when unknown.
  function member(uint32 memberId) external view returns (Member memory);

  /// @notice A key of a member; all zero when it never had it.
  function key(uint32 memberId, bytes32 thumbprint) external view returns (Key memory);

  /// @notice The latest accreditation of a member for a kind; all zero when there never was one.
  function accreditation(uint32 memberId, uint16 kind) external view returns (Accreditation memory);

  /// @notice Whether a member may act now; false for an unknown one.
  function isActive(uint32 memberId) external view returns (bool);

  /// @notice Whether a member is active and accredited for a kind at this block.
  function mayIssue(uint32 memberId, uint16 kind) external view returns (bool);

  /// @notice RFC 7638 thumbprint of the P-256 public key (x, y).
  function thumbprintOf(bytes32 x, bytes32 y) external pure returns (bytes32);
}
