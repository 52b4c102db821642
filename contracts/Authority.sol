// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title Who may call what, decided by the consortium.
/// @notice OpenZeppelin's AccessManager as it is; named here so that it is compiled and deployed with the others.
contract Authority is AccessManager {
  constructor(address initialAdmin) AccessManager(initialAdmin) {}
}
