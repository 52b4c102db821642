// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IMemberRegistry } from "./interfaces/IMemberRegistry.sol";
import { P256Key } from "./libraries/P256Key.sol";

/// @title MemberRegistry
/// @notice See {IMemberRegistry}.
contract MemberRegistry is IMemberRegistry, AccessManaged {
  uint8 private constant ALL_ROLES = 31;
  uint256 private constant MAX_URL_BYTES = 256;

  /// @dev An account stays bound to its member when it is removed, so that it can never speak for another.
  struct Operator {
    uint32 memberId;
    bool active;
  }

  mapping(uint32 memberId => Member) private _members;
  mapping(address account => Operator) private _operators;
  mapping(uint32 memberId => mapping(bytes32 thumbprint => Key)) private _keys;
  mapping(uint32 memberId => mapping(uint16 kind => Accreditation)) private _accreditations;

  constructor(address authority) AccessManaged(authority) {}

  /// @dev The member that the caller speaks for, which must be active.
  function _activeCaller() private view returns (uint32 memberId) {
    memberId = _caller();
    require(_members[memberId].status == Status.Active, MemberNotActive(memberId));
  }

  function _caller() private view returns (uint32 memberId) {
    memberId = memberOf(msg.sender);
    require(memberId != 0, CallerNotOperator(msg.sender));
  }

  function _known(uint32 memberId) private view returns (Member storage known) {
    known = _members[memberId];
    require(known.status != Status.None, MemberUnknown(memberId));
  }

  // ─── Members ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /// @inheritdoc IMemberRegistry
  function admit(uint32 memberId, bytes2 country, uint8 roles) external restricted {
    require(memberId != 0, MemberIdInvalid(memberId));
    require(_isUpper(country[0]) && _isUpper(country[1]), CountryInvalid(country));
    require(roles != 0 && roles <= ALL_ROLES, RolesInvalid(roles));
    Member storage admitted = _members[memberId];
    if (admitted.status != Status.None) {
      require(admitted.country == country && admitted.roles == roles, MemberExists(memberId));
      return;
    }
    admitted.country = country;
    admitted.roles = roles;
    _setStatus(admitted, Status.Active);
    emit MemberAdmitted(memberId, country, roles);
  }

  /// @inheritdoc IMemberRegistry
  function suspend(uint32 memberId) external restricted {
    Member storage known = _known(memberId);
    if (known.status == Status.Suspended) return;
    _setStatus(known, Status.Suspended);
    emit MemberSuspended(memberId);
  }

  /// @inheritdoc IMemberRegistry
  function resume(uint32 memberId) external restricted {
    Member storage known = _known(memberId);
    if (known.status == Status.Active) return;
    _setStatus(known, Status.Active);
    emit MemberResumed(memberId);
  }

  function _setStatus(Member storage changed, Status status) private {
    changed.status = status;
    changed.statusSinceSeconds = uint40(block.timestamp);
  }

  function _isUpper(bytes1 letter) private pure returns (bool) {
    return letter >= "A" && letter <= "Z";
  }

  // ─── Operators ────────────────────────────────────────────────────────────────────────────────────────────────────

  /// @inheritdoc IMemberRegistry
  function addOperator(uint32 memberId, address operator) external restricted {
    _known(memberId);
    require(operator != address(0), OperatorInvalid(operator));
    Operator storage bound = _operators[operator];
    require(bound.memberId == 0 || bound.memberId == memberId, OperatorOfAnotherMember(operator, bound.memberId));
    if (bound.active) return;
    _operators[operator] = Operator({ memberId: memberId, active: true });
    emit OperatorAdded(memberId, operator);
  }

  /// @inheritdoc IMemberRegistry
  function removeOperator(uint32 memberId, address operator) external restricted {
    _known(memberId);
    Operator storage bound = _operators[operator];
    require(bound.memberId == memberId, OperatorOfAnotherMember(operator, bound.memberId));
    if (!bound.active) return;
    bound.active = false;
    emit OperatorRemoved(memberId, operator);
  }

  // ─── Accreditations ───────────────────────────────────────────────────────────────────────────────────────────────

  /// @inheritdoc IMemberRegistry
  function accredit(
    uint32 memberId,
    uint16 kind,
    uint40 validFromSeconds,
    uint40 validUntilSeconds
  ) external restricted {
    _known(memberId);
    require(kind != 0, KindInvalid(kind));
    uint40 nowSeconds = uint40(block.timestamp);
    uint40 start = validFromSeconds < nowSeconds ? nowSeconds : validFromSeconds;
    require(start < validUntilSeconds, PeriodInvalid(validFromSeconds, validUntilSeconds));
    Accreditation storage given = _accreditations[memberId][kind];
    bool isRunning = given.validFromSeconds != 0 && given.validFromSeconds <= start;
    if (isRunning && given.validUntilSeconds == validUntilSeconds) return;
    _accreditations[memberId][kind] = Accreditation(start, validUntilSeconds);
    emit AccreditationGranted(memberId, kind, start, validUntilSeconds);
  }

  /// @inheritdoc IMemberRegistry
  function endAccreditation(uint32 memberId, uint16 kind) external restricted {
    _known(memberId);
    Accreditation storage given = _accreditations[memberId][kind];
    uint40 nowSeconds = uint40(block.timestamp);
    if (given.validUntilSeconds <= nowSeconds) return;
    given.validUntilSeconds = nowSeconds;
    emit AccreditationEnded(memberId, kind, nowSeconds);
  }

  // ─── What a member says of itself ─────────────────────────────────────────────────────────────────────────────────

  /// @inheritdoc IMemberRegistry
  function setGatewayUrl(string calldata gatewayUrl) external {
    uint32 memberId = _activeCaller();
    require(bytes(gatewayUrl).length <= MAX_URL_BYTES, GatewayUrlTooLong(bytes(gatewayUrl).length));
    if (keccak256(bytes(_members[memberId].gatewayUrl)) == keccak256(bytes(gatewayUrl))) return;
    _members[memberId].gatewayUrl = gatewayUrl;
    emit GatewayUrlChanged(memberId, gatewayUrl);
  }

  /// @inheritdoc IMemberRegistry
  function addKey(bytes32 x, bytes32 y, KeyUse use, uint40 validFromSeconds, uint40 validUntilSeconds) external {
    uint32 memberId = _activeCaller();
    require(P256Key.isOnCurve(x, y), KeyInvalid(x, y));
    require(use != KeyUse.None, KeyUseInvalid(use));
    require(validFromSeconds < validUntilSeconds, PeriodInvalid(validFromSeconds, validUntilSeconds));
    bytes32 thumbprint = P256Key.thumbprint(x, y);
    Key storage held = _keys[memberId][thumbprint];
    if (held.use != KeyUse.None) {
      // A key that was ended or stolen meanwhile is not brought back by a repeat.
      require(held.use == use && held.validFromSeconds == validFromSeconds, KeyExists(memberId, thumbprint));
      return;
    }
    _keys[memberId][thumbprint] = Key(use, validFromSeconds, validUntilSeconds, 0);
    emit KeyAdded(memberId, thumbprint, use, x, y, validFromSeconds, validUntilSeconds);
  }

  /// @inheritdoc IMemberRegistry
  function endKey(bytes32 thumbprint) external {
    uint32 memberId = _caller();
    Key storage held = _held(memberId, thumbprint);
    uint40 nowSeconds = uint40(block.timestamp);
    if (held.validUntilSeconds <= nowSeconds) return;
    held.validUntilSeconds = nowSeconds;
    emit KeyEnded(memberId, thumbprint, nowSeconds);
  }

  /// @inheritdoc IMemberRegistry
  function declareKeyCompromised(bytes32 thumbprint, uint40 compromisedSinceSeconds) external {
    uint32 memberId = _caller();
    Key storage held = _held(memberId, thumbprint);
    require(
      compromisedSinceSeconds != 0 && compromisedSinceSeconds <= block.timestamp,
      TimeInFuture(compromisedSinceSeconds)
    );
    uint40 known = held.compromisedSinceSeconds;
    if (known != 0 && known <= compromisedSinceSeconds) return;
    held.compromisedSinceSeconds = compromisedSinceSeconds;
    emit KeyCompromised(memberId, thumbprint, compromisedSinceSeconds);
  }

  function _held(uint32 memberId, bytes32 thumbprint) private view returns (Key storage held) {
    held = _keys[memberId][thumbprint];
    require(held.use != KeyUse.None, KeyUnknown(memberId, thumbprint));
  }

  // ─── Looking up ───────────────────────────────────────────────────────────────────────────────────────────────────

  /// @inheritdoc IMemberRegistry
  function memberOf(address operator) public view returns (uint32 memberId) {
    Operator storage bound = _operators[operator];
    return bound.active ? bound.memberId : 0;
  }

  /// @inheritdoc IMemberRegistry
  function member(uint32 memberId) external view returns (Member memory) {
    return _members[memberId];
  }

  /// @inheritdoc IMemberRegistry
  function key(uint32 memberId, bytes32 thumbprint) external view returns (Key memory) {
    return _keys[memberId][thumbprint];
  }

  /// @inheritdoc IMemberRegistry
  function accreditation(uint32 memberId, uint16 kind) external view returns (Accreditation memory) {
    return _accreditations[memberId][kind];
  }

  /// @inheritdoc IMemberRegistry
  function mayIssue(uint32 memberId, uint16 kind) external view returns (bool) {
    Accreditation storage given = _accreditations[memberId][kind];
    return
      _members[memberId].status == Status.Active &&
      given.validFromSeconds <= block.timestamp &&
      block.timestamp < given.validUntilSeconds;
  }

  /// @inheritdoc IMemberRegistry
  function thumbprintOf(bytes32 x, bytes32 y) external pure returns (bytes32) {
    return P256Key.thumbprint(x, y);
  }
}
