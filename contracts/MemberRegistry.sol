// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {IMemberRegistry} from "./interfaces/IMemberRegistry.sol";
import {Thumbprint} from "./libraries/Thumbprint.sol";

/// @title Members, their operators, keys and accreditations, see {IMemberRegistry}.
contract MemberRegistry is IMemberRegistry, AccessManaged {
  /// @param memberId The member the account belongs to for good; zero for an account that never spoke.
  /// @param speaks Whether it speaks for that member now.
  struct Voice {
    uint32 memberId;
    bool speaks;
  }

  uint8 private constant ALL_ROLES = 31;
  uint256 private constant MAX_GATEWAY_URL_LENGTH = 256;

  mapping(uint32 memberId => Member) private _members;
  mapping(address operator => Voice) private _voices;
  mapping(uint32 memberId => mapping(bytes32 thumbprint => Key)) private _keys;
  mapping(uint32 memberId => mapping(uint16 kind => Accreditation)) private _accreditations;

  modifier onlyKnown(uint32 memberId) {
    require(_members[memberId].status != Status.None, MemberUnknown(memberId));
    _;
  }

  constructor(address authority) AccessManaged(authority) {}

  /// @inheritdoc IMemberRegistry
  function admit(uint32 memberId, bytes2 country, uint8 roles) external restricted {
    require(memberId != 0, MemberIdInvalid(memberId));
    require(_isUpperCase(country[0]) && _isUpperCase(country[1]), CountryInvalid(country));
    require(roles != 0 && roles <= ALL_ROLES, RolesInvalid(roles));

    Member storage admitted = _members[memberId];
    if (admitted.status != Status.None) {
      require(admitted.country == country && admitted.roles == roles, MemberExists(memberId));
      return;
    }
    admitted.country = country;
    admitted.roles = roles;
    _setStatus(memberId, Status.Active);
    emit MemberAdmitted(memberId, country, roles);
  }

  /// @inheritdoc IMemberRegistry
  function suspend(uint32 memberId) external restricted onlyKnown(memberId) {
    if (_members[memberId].status == Status.Suspended) return;
    _setStatus(memberId, Status.Suspended);
    emit MemberSuspended(memberId);
  }

  /// @inheritdoc IMemberRegistry
  function resume(uint32 memberId) external restricted onlyKnown(memberId) {
    if (_members[memberId].status == Status.Active) return;
    _setStatus(memberId, Status.Active);
    emit MemberResumed(memberId);
  }

  /// @inheritdoc IMemberRegistry
  function addOperator(uint32 memberId, address operator) external restricted onlyKnown(memberId) {
    require(operator != address(0), OperatorInvalid(operator));
    Voice storage voice = _voices[operator];
    require(voice.memberId == 0 || voice.memberId == memberId, OperatorOfAnotherMember(operator, voice.memberId));
    if (voice.speaks) return;
    voice.memberId = memberId;
    voice.speaks = true;
    emit OperatorAdded(memberId, operator);
  }

  /// @inheritdoc IMemberRegistry
  function removeOperator(uint32 memberId, address operator) external restricted onlyKnown(memberId) {
    Voice storage voice = _voices[operator];
    // Not a no-op: a registrar who mistyped the address must not believe that the account has lost its voice.
    require(voice.memberId != 0, OperatorInvalid(operator));
    require(voice.memberId == memberId, OperatorOfAnotherMember(operator, voice.memberId));
    if (!voice.speaks) return;
    voice.speaks = false;
    emit OperatorRemoved(memberId, operator);
  }

  /// @inheritdoc IMemberRegistry
  function accredit(
    uint32 memberId,
    uint16 kind,
    uint40 validFromSeconds,
    uint40 validUntilSeconds
  ) external restricted onlyKnown(memberId) {
    require(kind != 0, KindInvalid(kind));
    uint40 nowSeconds = uint40(block.timestamp);
    uint40 fromSeconds = validFromSeconds > nowSeconds ? validFromSeconds : nowSeconds;
    require(fromSeconds < validUntilSeconds, PeriodInvalid(validFromSeconds, validUntilSeconds));

    Accreditation storage latest = _accreditations[memberId][kind];
    bool isRunning = _runs(latest);
    if (latest.validUntilSeconds == validUntilSeconds && (isRunning || latest.validFromSeconds == fromSeconds)) return;
    if (isRunning) {
      // It can be prolonged or shortened, not moved: that would silently take it away until the new beginning.
      require(fromSeconds == nowSeconds, PeriodInvalid(validFromSeconds, validUntilSeconds));
      // It keeps its beginning, which is true, and without which its past would look unaccredited.
      fromSeconds = latest.validFromSeconds;
    }
    latest.validFromSeconds = fromSeconds;
    latest.validUntilSeconds = validUntilSeconds;
    emit AccreditationGranted(memberId, kind, fromSeconds, validUntilSeconds);
  }

  /// @inheritdoc IMemberRegistry
  function endAccreditation(uint32 memberId, uint16 kind) external restricted onlyKnown(memberId) {
    uint40 nowSeconds = uint40(block.timestamp);
    Accreditation storage latest = _accreditations[memberId][kind];
    if (latest.validUntilSeconds <= nowSeconds) return;
    latest.validUntilSeconds = nowSeconds;
    emit AccreditationEnded(memberId, kind, nowSeconds);
  }

  /// @inheritdoc IMemberRegistry
  function setGatewayUrl(string calldata gatewayUrl) external {
    uint32 memberId = _callerMember();
    uint256 length = bytes(gatewayUrl).length;
    require(length <= MAX_GATEWAY_URL_LENGTH, GatewayUrlTooLong(length));
    if (keccak256(bytes(_members[memberId].gatewayUrl)) == keccak256(bytes(gatewayUrl))) return;
    _requireActive(memberId);
    _members[memberId].gatewayUrl = gatewayUrl;
    emit GatewayUrlChanged(memberId, gatewayUrl);
  }

  /// @inheritdoc IMemberRegistry
  function addKey(bytes32 x, bytes32 y, KeyUse use, uint40 validFromSeconds, uint40 validUntilSeconds) external {
    uint32 memberId = _callerMember();
    require(use != KeyUse.None, KeyUseInvalid(use));
    require(P256.isValidPublicKey(x, y), KeyInvalid(x, y));
    bytes32 thumbprint = Thumbprint.ofP256(x, y);

    Key storage added = _keys[memberId][thumbprint];
    if (added.use != KeyUse.None) {
      bool isRepeat =
        added.use == use && added.validFromSeconds == validFromSeconds && added.validUntilSeconds == validUntilSeconds;
      require(isRepeat, KeyExists(memberId, thumbprint));
      return;
    }
    require(
      validFromSeconds < validUntilSeconds && validUntilSeconds > block.timestamp,
      PeriodInvalid(validFromSeconds, validUntilSeconds)
    );
    _requireActive(memberId);
    added.use = use;
    added.validFromSeconds = validFromSeconds;
    added.validUntilSeconds = validUntilSeconds;
    emit KeyAdded(memberId, thumbprint, use, x, y, validFromSeconds, validUntilSeconds);
  }

  /// @inheritdoc IMemberRegistry
  function endKey(bytes32 thumbprint) external {
    (uint32 memberId, Key storage ended) = _callerKey(thumbprint);
    uint40 nowSeconds = uint40(block.timestamp);
    if (ended.validUntilSeconds <= nowSeconds) return;
    // No check here that the member is active, nor below: what only takes trust away is never refused.
    ended.validUntilSeconds = nowSeconds;
    emit KeyEnded(memberId, thumbprint, nowSeconds);
  }

  /// @inheritdoc IMemberRegistry
  function declareKeyCompromised(bytes32 thumbprint, uint40 compromisedSinceSeconds) external {
    (uint32 memberId, Key storage stolen) = _callerKey(thumbprint);
    require(compromisedSinceSeconds <= block.timestamp, TimeInFuture(compromisedSinceSeconds));
    // Zero means "since ever" here, but "never" where it is kept: the first second says the same.
    uint40 sinceSeconds = compromisedSinceSeconds == 0 ? 1 : compromisedSinceSeconds;
    uint40 declaredSeconds = stolen.compromisedSinceSeconds;
    if (declaredSeconds != 0 && declaredSeconds <= sinceSeconds) return;
    stolen.compromisedSinceSeconds = sinceSeconds;
    emit KeyCompromised(memberId, thumbprint, sinceSeconds);
  }

  /// @inheritdoc IMemberRegistry
  function memberOf(address operator) external view returns (uint32 memberId) {
    return _memberOf(operator);
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
  function isActive(uint32 memberId) external view returns (bool) {
    return _isActive(memberId);
  }

  /// @inheritdoc IMemberRegistry
  function mayIssue(uint32 memberId, uint16 kind) external view returns (bool) {
    return _isActive(memberId) && _runs(_accreditations[memberId][kind]);
  }

  /// @inheritdoc IMemberRegistry
  function thumbprintOf(bytes32 x, bytes32 y) external pure returns (bytes32) {
    return Thumbprint.ofP256(x, y);
  }

  function _setStatus(uint32 memberId, Status status) private {
    _members[memberId].status = status;
    _members[memberId].statusSinceSeconds = uint40(block.timestamp);
  }

  function _callerMember() private view returns (uint32 memberId) {
    memberId = _memberOf(msg.sender);
    require(memberId != 0, CallerNotOperator(msg.sender));
  }

  function _callerKey(bytes32 thumbprint) private view returns (uint32 memberId, Key storage found) {
    memberId = _callerMember();
    found = _keys[memberId][thumbprint];
    require(found.use != KeyUse.None, KeyUnknown(memberId, thumbprint));
  }

  function _memberOf(address operator) private view returns (uint32) {
    Voice storage voice = _voices[operator];
    return voice.speaks ? voice.memberId : 0;
  }

  function _requireActive(uint32 memberId) private view {
    require(_isActive(memberId), MemberNotActive(memberId));
  }

  function _isActive(uint32 memberId) private view returns (bool) {
    return _members[memberId].status == Status.Active;
  }

  function _runs(Accreditation storage period) private view returns (bool) {
    return period.validFromSeconds <= block.timestamp && block.timestamp < period.validUntilSeconds;
  }

  function _isUpperCase(bytes1 letter) private pure returns (bool) {
    return letter >= "A" && letter <= "Z";
  }
}
