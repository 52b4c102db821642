// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IDocumentRegistry} from "./interfaces/IDocumentRegistry.sol";
import {IMemberRegistry} from "./interfaces/IMemberRegistry.sol";
import {IQuantityLedger} from "./interfaces/IQuantityLedger.sol";
import {MerkleTree} from "./libraries/MerkleTree.sol";

/// @title Balances and what was drawn from them, see {IQuantityLedger}.
/// @dev It has no authority: nothing here is governed, so nobody can open, draw or allow for another member.
contract QuantityLedger is IQuantityLedger {
  /// @inheritdoc IQuantityLedger
  uint8 public constant DECIMALS = 6;
  /// @inheritdoc IQuantityLedger
  uint256 public constant MAX_DRAWERS = 32;

  uint16 private constant DECLARATION_IMPORT = 101;
  uint16 private constant FREE_ZONE_ENTRY = 108;
  uint16 private constant REEXPORT_CERTIFICATE = 301;
  uint16 private constant CITES_REEXPORT_CERTIFICATE = 305;

  /// @inheritdoc IQuantityLedger
  IMemberRegistry public immutable MEMBERS;
  /// @inheritdoc IQuantityLedger
  IDocumentRegistry public immutable DOCUMENTS;

  mapping(bytes32 balanceId => Balance) private _balances;
  mapping(bytes32 balanceId => mapping(uint32 memberId => bool)) private _drawers;
  mapping(bytes32 balanceId => mapping(uint32 memberId => mapping(bytes32 documentId => Draw))) private _draws;

  constructor(IDocumentRegistry documents) {
    MEMBERS = documents.MEMBERS();
    DOCUMENTS = documents;
  }

  /// @inheritdoc IQuantityLedger
  function open(
    IDocumentRegistry.Entry calldata entry,
    IDocumentRegistry.Inclusion calldata inclusion,
    Opening calldata opening
  ) external returns (bytes32 balanceId) {
    uint32 memberId = _callerMember();
    balanceId = _balanceIdOf(memberId, entry.referenceTag, opening.item);
    Balance storage balance = _balances[balanceId];
    // Here and below, before everything that may have changed since: a repeat must not revert.
    if (balance.opener != 0) {
      // What opened it may have been superseded, and the balance revised: it could not open any other.
      bool isSame =
        balance.documentId == entry.documentId && balance.unit == opening.unit && balance.opened == opening.quantity;
      require(isSame || !_stands(memberId, entry.documentId), BalanceDiffers(balanceId));
      return balanceId;
    }
    bool isOpening = entry.kind == DECLARATION_IMPORT || entry.kind == FREE_ZONE_ENTRY;
    require(isOpening, KindNotOpening(entry.kind));
    require(_isUnit(opening.unit), UnitInvalid(opening.unit));
    require(opening.quantity != 0, QuantityInvalid(opening.quantity));
    require(opening.drawers.length <= MAX_DRAWERS, DrawersTooMany(opening.drawers.length));
    _requireIncluded(memberId, entry, inclusion);
    require(_stands(memberId, entry.documentId), DocumentNotCurrent(entry.documentId));
    _requireActive(memberId);

    balance.opener = memberId;
    balance.unit = opening.unit;
    balance.openedAtSeconds = uint40(block.timestamp);
    balance.documentId = entry.documentId;
    balance.opened = opening.quantity;
    emit BalanceOpened(balanceId, memberId, entry.documentId, entry.referenceTag, opening);
    for (uint256 i = 0; i < opening.drawers.length; ++i) _allow(balanceId, memberId, opening.drawers[i]);
  }

  /// @inheritdoc IQuantityLedger
  function revise(
    bytes32 balanceId,
    IDocumentRegistry.Entry calldata entry,
    IDocumentRegistry.Inclusion calldata inclusion,
    uint128 quantity
  ) external returns (bool isRevised) {
    (uint32 memberId, Balance storage balance) = _callerBalance(balanceId);
    (bytes32 documentId, bytes32 successorId) = (balance.documentId, entry.documentId);
    if (documentId == successorId) {
      require(balance.opened == quantity, BalanceDiffers(balanceId));
      return true;
    }
    require(quantity != 0, QuantityInvalid(quantity));
    // Only documents of one kind supersede each other, so the newer one is of an opening kind too. It may have been
    // superseded itself since: then nothing can be drawn until the balance rests on the last of them.
    bool isSuccessor = DOCUMENTS.tombstone(memberId, documentId).successorId == successorId;
    if (!isSuccessor && !_stands(memberId, successorId)) return false;
    require(isSuccessor, SuccessorInvalid(documentId, successorId));
    _requireIncluded(memberId, entry, inclusion);
    _requireActive(memberId);

    uint128 drawn = balance.drawn;
    if (quantity < drawn) {
      emit RevisionRefused(balanceId, memberId, successorId, quantity, drawn);
      return false;
    }
    balance.documentId = successorId;
    balance.opened = quantity;
    emit BalanceRevised(balanceId, memberId, successorId, quantity, quantity - drawn);
    return true;
  }

  /// @inheritdoc IQuantityLedger
  function allowDrawer(bytes32 balanceId, uint32 memberId) external {
    (uint32 opener, ) = _callerBalance(balanceId);
    if (_drawers[balanceId][memberId]) return;
    _requireActive(opener);
    _allow(balanceId, opener, memberId);
  }

  /// @inheritdoc IQuantityLedger
  function disallowDrawer(bytes32 balanceId, uint32 memberId) external {
    _callerBalance(balanceId);
    if (!_drawers[balanceId][memberId]) return;
    // No check here that the opener is active: what only takes rights away is never refused.
    _drawers[balanceId][memberId] = false;
    emit DrawerDisallowed(balanceId, memberId);
  }

  /// @inheritdoc IQuantityLedger
  function draw(
    bytes32 balanceId,
    IDocumentRegistry.Entry calldata entry,
    IDocumentRegistry.Inclusion calldata inclusion,
    bytes3 unit,
    uint128 quantity
  ) external returns (Refusal refusal) {
    uint32 memberId = _callerMember();
    Balance storage balance = _knownBalance(balanceId);
    Draw storage made = _draws[balanceId][memberId][entry.documentId];
    require(unit == balance.unit, UnitDiffers(unit, balance.unit));
    if (made.quantity != 0) {
      require(made.quantity == quantity, DrawDiffers(balanceId, entry.documentId));
      return Refusal.None;
    }
    _requireCertificate(memberId, entry, inclusion);
    require(quantity != 0, QuantityInvalid(quantity));
    _requireActive(memberId);

    uint128 left = balance.opened - balance.drawn;
    refusal = _refusalOf(balanceId, memberId, quantity);
    if (refusal != Refusal.None) {
      emit DrawRefused(balanceId, memberId, entry.documentId, quantity, left, refusal);
      return refusal;
    }
    balance.drawn += quantity;
    made.quantity = quantity;
    made.drawnAtSeconds = uint40(block.timestamp);
    emit QuantityDrawn(balanceId, memberId, entry.documentId, quantity, left - quantity);
  }

  /// @inheritdoc IQuantityLedger
  function giveBack(bytes32 balanceId, uint32 memberId, bytes32 documentId) external {
    _callerMember();
    Balance storage balance = _knownBalance(balanceId);
    Draw storage made = _draws[balanceId][memberId][documentId];
    require(made.quantity != 0, DrawUnknown(balanceId, memberId, documentId));
    if (made.givenBackAtSeconds != 0) return;
    // A tombstone is never lifted, so a certificate that gave back never stands again.
    require(!_stands(memberId, documentId), CertificateStands(documentId));

    made.givenBackAtSeconds = uint40(block.timestamp);
    balance.drawn -= made.quantity;
    uint128 left = balance.opened - balance.drawn;
    emit QuantityGivenBack(balanceId, memberId, documentId, made.quantity, left);
  }

  /// @inheritdoc IQuantityLedger
  function balanceOf(bytes32 balanceId) external view returns (Balance memory) {
    return _balances[balanceId];
  }

  /// @inheritdoc IQuantityLedger
  function leftOf(bytes32 balanceId) external view returns (uint128) {
    return _balances[balanceId].opened - _balances[balanceId].drawn;
  }

  /// @inheritdoc IQuantityLedger
  function drawOf(bytes32 balanceId, uint32 memberId, bytes32 documentId) external view returns (Draw memory) {
    return _draws[balanceId][memberId][documentId];
  }

  /// @inheritdoc IQuantityLedger
  function mayDraw(bytes32 balanceId, uint32 memberId) external view returns (bool) {
    return _mayDraw(balanceId, memberId);
  }

  /// @inheritdoc IQuantityLedger
  function balanceIdOf(uint32 opener, bytes32 referenceTag, uint16 item) external pure returns (bytes32) {
    return _balanceIdOf(opener, referenceTag, item);
  }

  function _allow(bytes32 balanceId, uint32 opener, uint32 memberId) private {
    require(memberId != opener && MEMBERS.isActive(memberId), DrawerInvalid(memberId));
    if (_drawers[balanceId][memberId]) return;
    _drawers[balanceId][memberId] = true;
    emit DrawerAllowed(balanceId, memberId);
  }

  /// @dev Only what others than the drawing member can change while its transaction is on the way.
  function _refusalOf(bytes32 balanceId, uint32 memberId, uint128 quantity) private view returns (Refusal) {
    Balance storage balance = _balances[balanceId];
    if (!_mayDraw(balanceId, memberId)) return Refusal.DrawerNotAllowed;
    if (!_stands(balance.opener, balance.documentId)) return Refusal.OpeningNotCurrent;
    if (quantity > balance.opened - balance.drawn) return Refusal.QuantityShort;
    return Refusal.None;
  }

  function _mayDraw(bytes32 balanceId, uint32 memberId) private view returns (bool) {
    return memberId != 0 && (_balances[balanceId].opener == memberId || _drawers[balanceId][memberId]);
  }

  function _requireCertificate(
    uint32 memberId,
    IDocumentRegistry.Entry calldata entry,
    IDocumentRegistry.Inclusion calldata inclusion
  ) private view {
    bool isDrawing = entry.kind == REEXPORT_CERTIFICATE || entry.kind == CITES_REEXPORT_CERTIFICATE;
    require(isDrawing, KindNotDrawing(entry.kind));
    _requireIncluded(memberId, entry, inclusion);
    require(_stands(memberId, entry.documentId), DocumentNotCurrent(entry.documentId));
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

  function _stands(uint32 memberId, bytes32 documentId) private view returns (bool) {
    IDocumentRegistry.Tombstone memory stone = DOCUMENTS.tombstone(memberId, documentId);
    return stone.supersededAtSeconds == 0 && stone.withdrawnAtSeconds == 0;
  }

  function _callerMember() private view returns (uint32 memberId) {
    memberId = MEMBERS.memberOf(msg.sender);
    require(memberId != 0, CallerNotOperator(msg.sender));
  }

  function _callerBalance(bytes32 balanceId) private view returns (uint32 memberId, Balance storage balance) {
    memberId = _callerMember();
    balance = _knownBalance(balanceId);
    require(balance.opener == memberId, CallerNotOpener(balanceId, memberId));
  }

  function _knownBalance(bytes32 balanceId) private view returns (Balance storage balance) {
    balance = _balances[balanceId];
    require(balance.opener != 0, BalanceUnknown(balanceId));
  }

  function _requireActive(uint32 memberId) private view {
    require(MEMBERS.isActive(memberId), MemberSuspended(memberId));
  }

  function _balanceIdOf(uint32 opener, bytes32 referenceTag, uint16 item) private pure returns (bytes32) {
    return keccak256(abi.encode(opener, referenceTag, item));
  }

  /// @dev Two or three digits or upper-case letters; a code of two ends with a zero byte.
  function _isUnit(bytes3 unit) private pure returns (bool) {
    return _isUnitCharacter(unit[0]) && _isUnitCharacter(unit[1]) && (unit[2] == 0 || _isUnitCharacter(unit[2]));
  }

  function _isUnitCharacter(bytes1 character) private pure returns (bool) {
    return (character >= "0" && character <= "9") || (character >= "A" && character <= "Z");
  }
}
