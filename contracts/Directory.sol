// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IDirectory} from "./interfaces/IDirectory.sol";

/// @title The addresses of the consortium, see {IDirectory}.
contract Directory is IDirectory, AccessManaged {
  mapping(bytes32 name => address) private _locations;

  constructor(address authority) AccessManaged(authority) {}

  /// @inheritdoc IDirectory
  function list(bytes32 name, address location) external restricted {
    require(_isName(name), NameInvalid(name));
    require(location.code.length != 0, LocationWithoutCode(location));
    if (_locations[name] == location) return;
    _locations[name] = location;
    emit ContractListed(name, location, location.codehash);
  }

  /// @inheritdoc IDirectory
  function locationOf(bytes32 name) external view returns (address) {
    return _locations[name];
  }

  /// @dev Printable ASCII without spaces, then zero bytes only: two names that look alike are one name.
  function _isName(bytes32 name) private pure returns (bool) {
    uint256 length = 0;
    while (length < 32 && name[length] > 0x20 && name[length] < 0x7f) ++length;
    return length != 0 && uint256(name) << (8 * length) == 0;
  }
}
