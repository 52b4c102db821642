// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title Where the consortium's contracts are.
/// @notice Contracts are immutable; a new version is a new address, written here by vote and delay. A gateway needs only
/// this address: it finds the others here and pins the code it found.
interface IDirectory {
  event ContractListed(bytes32 indexed name, address indexed location, bytes32 codeHash);

  error NameInvalid(bytes32 name);
  error LocationWithoutCode(address location);

  /// @notice Lists a contract under a name. Restricted to governance. Repeated with the same address it changes nothing.
  /// @param name ASCII, padded with zero bytes on the right, such as `MemberRegistry`.
  function list(bytes32 name, address location) external;

  /// @notice The address listed under a name; zero when there is none.
  function locationOf(bytes32 name) external view returns (address);
}
