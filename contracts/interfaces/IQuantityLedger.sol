// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IDocumentRegistry} from "./IDocumentRegistry.sol";
import {IMemberRegistry} from "./IMemberRegistry.sol";

/// @title How much of what came in may still go out again.
/// @notice A balance is opened by an import declaration or the entry into a free zone: one item of it, in one unit. Its
/// opener is the member that anchored that document. Re-export certificates draw from it, of the opener and of members
/// that it allowed; together they never draw more than was opened. A certificate that no longer stands gives back what
/// it drew, once.
///
/// A balance is known by its opener, the reference tag of the declaration and the item: an amended declaration has the
/// same number, so it revises the balance and cannot open another one. What the documents state is not read here: the
/// opener states the quantity, and whoever may open the document compares. Quantities stand in plain, since they have to
/// be compared here; of which goods, whose and under what number stands nowhere.
///
/// A draw or a revision that another member's transaction can spoil on the way is not reverted: it changes nothing and
/// says so with an event, so that a sender's queue never stalls on it. Every repeat of a call that changes nothing
/// succeeds and emits nothing, so a resent transaction never reverts.
interface IQuantityLedger {
  /// @notice Why a draw changed nothing.
  enum Refusal {
    None,
    DrawerNotAllowed,
    OpeningNotCurrent,
    QuantityShort
  }

  /// @notice What a balance is opened with.
  /// @param item Which item of the document, from 1; zero for the document as a whole.
  /// @param unit UN/CEFACT Recommendation 20 code: two or three digits or upper-case letters, then zero bytes.
  /// @param quantity In the unit, with {DECIMALS} decimal places; not zero.
  /// @param drawers Other members whose certificates may draw; at most {MAX_DRAWERS}.
  struct Opening {
    uint16 item;
    bytes3 unit;
    uint128 quantity;
    uint32[] drawers;
  }

  /// @notice A balance as it stands; all zero when it was never opened.
  /// @param opener The member that opened it.
  /// @param unit As in {Opening}.
  /// @param openedAtSeconds Block time.
  /// @param documentId The document it rests on: the one that opened it, or the latest that revised it.
  /// @param opened Quantity of that document.
  /// @param drawn What certificates drew and did not give back; never above `opened`.
  struct Balance {
    uint32 opener;
    bytes3 unit;
    uint40 openedAtSeconds;
    bytes32 documentId;
    uint128 opened;
    uint128 drawn;
  }

  /// @notice What one certificate drew from one balance; all zero when it drew nothing.
  /// @param quantity As in {Opening}.
  /// @param drawnAtSeconds Block time.
  /// @param givenBackAtSeconds Zero, or the block time at which it was given back, for good.
  struct Draw {
    uint128 quantity;
    uint40 drawnAtSeconds;
    uint40 givenBackAtSeconds;
  }

  event BalanceOpened(
    bytes32 indexed balanceId,
    uint32 indexed memberId,
    bytes32 indexed documentId,
    bytes32 referenceTag,
    Opening opening
  );
  event BalanceRevised(
    bytes32 indexed balanceId,
    uint32 indexed memberId,
    bytes32 indexed documentId,
    uint128 quantity,
    uint128 left
  );
  event RevisionRefused(
    bytes32 indexed balanceId,
    uint32 indexed memberId,
    bytes32 indexed documentId,
    uint128 quantity,
    uint128 drawn
  );
  event DrawerAllowed(bytes32 indexed balanceId, uint32 indexed memberId);
  event DrawerDisallowed(bytes32 indexed balanceId, uint32 indexed memberId);
  event QuantityDrawn(
    bytes32 indexed balanceId,
    uint32 indexed memberId,
    bytes32 indexed documentId,
    uint128 quantity,
    uint128 left
  );
  event DrawRefused(
    bytes32 indexed balanceId,
    uint32 indexed memberId,
    bytes32 indexed documentId,
    uint128 quantity,
    uint128 left,
    Refusal refusal
  );
  event QuantityGivenBack(
    bytes32 indexed balanceId,
    uint32 indexed memberId,
    bytes32 indexed documentId,
    uint128 quantity,
    uint128 left
  );

  error CallerNotOperator(address caller);
  error CallerNotOpener(bytes32 balanceId, uint32 memberId);
  error MemberSuspended(uint32 memberId);
  error BatchUnknown(uint32 memberId, bytes32 root);
  error InclusionInvalid(bytes32 root, uint32 index);
  error KindNotOpening(uint16 kind);
  error KindNotDrawing(uint16 kind);
  error DocumentNotCurrent(bytes32 documentId);
  error SuccessorInvalid(bytes32 documentId, bytes32 successorId);
  error UnitInvalid(bytes3 unit);
  error UnitDiffers(bytes3 unit, bytes3 balanceUnit);
  error QuantityInvalid(uint128 quantity);
  error DrawersTooMany(uint256 count);
  error DrawerInvalid(uint32 memberId);
  error BalanceUnknown(bytes32 balanceId);
  error BalanceDiffers(bytes32 balanceId);
  error DrawUnknown(bytes32 balanceId, uint32 memberId, bytes32 documentId);
  error DrawDiffers(bytes32 balanceId, bytes32 documentId);
  error CertificateStands(bytes32 documentId);

  /// @notice Decimal places of every quantity.
  function DECIMALS() external view returns (uint8);

  /// @notice How many members a balance can be opened for, beside its opener; more can be allowed one by one.
  function MAX_DRAWERS() external view returns (uint256);

  /// @notice The registry that says who the caller speaks for.
  function MEMBERS() external view returns (IMemberRegistry);

  /// @notice The registry of what was anchored and still stands.
  function DOCUMENTS() external view returns (IDocumentRegistry);

  /// @notice Opens a balance with an import declaration (kind 101) or an entry into a free zone (kind 108) of the caller's
  /// member, which still stands. Its operators only; the member must be active. Opened again with the same document, unit
  /// and quantity, or with a document that no longer stands, it stays as it is; with others it is refused.
  /// @param entry The document; its anchoring showed that the member was accredited for the kind.
  /// @param inclusion Where it is anchored.
  /// @return balanceId As {balanceIdOf} says.
  function open(
    IDocumentRegistry.Entry calldata entry,
    IDocumentRegistry.Inclusion calldata inclusion,
    Opening calldata opening
  ) external returns (bytes32 balanceId);

  /// @notice Rests a balance on the document that superseded the one it rests on, with that one's quantity; until then
  /// nothing can be drawn from it. Its opener's operators only; the member must be active. A quantity below what was
  /// drawn changes nothing and emits `RevisionRefused`; so does, in silence, a document that the balance rested on before.
  /// @param entry The newer document.
  /// @param inclusion Where it is anchored.
  /// @return isRevised Whether the balance rests on the document now, with this quantity.
  function revise(
    bytes32 balanceId,
    IDocumentRegistry.Entry calldata entry,
    IDocumentRegistry.Inclusion calldata inclusion,
    uint128 quantity
  ) external returns (bool isRevised);

  /// @notice Lets the certificates of another member draw. The opener's operators only; the member must be active.
  function allowDrawer(bytes32 balanceId, uint32 memberId) external;

  /// @notice Lets them draw no more; what they drew stays drawn. The opener's operators only, also of a suspended member.
  function disallowDrawer(bytes32 balanceId, uint32 memberId) external;

  /// @notice Draws for a re-export certificate (kind 301, of CITES 305) of the caller's member, which still stands. Its
  /// operators only; the member must be active. What another member can change meanwhile reverts nothing: a caller that
  /// is not allowed, an opening that no longer stands and a quantity above what is left change nothing and emit
  /// `DrawRefused`. Drawn again with the same quantity it stays as it is, also once it was given back.
  /// @param entry The certificate; its anchoring showed that the member was accredited for the kind.
  /// @param inclusion Where it is anchored.
  /// @param unit The balance's: whoever counts in another one is told.
  /// @return refusal `None` when the certificate has drawn.
  function draw(
    bytes32 balanceId,
    IDocumentRegistry.Entry calldata entry,
    IDocumentRegistry.Inclusion calldata inclusion,
    bytes3 unit,
    uint128 quantity
  ) external returns (Refusal refusal);

  /// @notice Gives back what a certificate drew, once it was withdrawn or superseded. Operators of any member: it follows
  /// from the registry of documents. Given back once, it changes nothing any more.
  /// @param memberId The certificate's issuer.
  /// @param documentId The certificate.
  function giveBack(bytes32 balanceId, uint32 memberId, bytes32 documentId) external;

  /// @notice A balance as it stands.
  function balanceOf(bytes32 balanceId) external view returns (Balance memory);

  /// @notice What can still be drawn from it, were its opening to stand.
  function leftOf(bytes32 balanceId) external view returns (uint128);

  /// @notice What a certificate drew from it.
  function drawOf(bytes32 balanceId, uint32 memberId, bytes32 documentId) external view returns (Draw memory);

  /// @notice Whether the opener or an allowed member.
  function mayDraw(bytes32 balanceId, uint32 memberId) external view returns (bool);

  /// @notice Keccak-256 of the ABI encoding of the three.
  function balanceIdOf(uint32 opener, bytes32 referenceTag, uint16 item) external pure returns (bytes32);
}
