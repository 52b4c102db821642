// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IDirectory } from "./interfaces/IDirectory.sol";

/// @title Directory
/// @notice See {IDirectory}.
contract Directory is IDirectory, AccessManaged {
  mapping(bytes32 name => address) public locationOf;

  constructor(address authority) AccessManaged(authority) {}

  /// @inheritdoc IDirectory
  function list(bytes32 name, address location) external restricted {
    require(name != 0, NameInvalid(name));
    require(location.code.length != 0, LocationWithoutCode(location));
    if (locationOf[name] == location) return;
    locationOf[name] = location;
    emit ContractListed(name, location, location.codehash);
  }
}
