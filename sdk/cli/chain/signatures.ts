/**
 * Keccak-256 of the signatures that are called or looked for, the first four bytes of functions and all of events.
 * Written down rather than computed, so that the command line needs no hash of its own; a test compares them with the
 * contracts. To add one, add a row.
 */
export const SELECTORS = {
  "locationOf(bytes32)": "0x551e4192",
  "authority()": "0xbf7e214f",
  "batch(uint32,bytes32)": "0x3fb4cce6",
  "tombstone(uint32,bytes32)": "0x603a0477",
  "member(uint32)": "0xbfca75d1",
  "key(uint32,bytes32)": "0xedf731a2",
  "accreditation(uint32,uint16)": "0xe4c33c8d",
} as const;

export const TOPICS = {
  "AccreditationGranted(uint32,uint16,uint40,uint40)":
    "0x4a3cdc068ddd6e57f264d1be1a9d8e577f3f1d7f21faf113f8d1cf5e69efa7c3",
  "BatchAnchored(uint32,bytes32,(bytes32,uint16,bytes32,bytes32)[])":
    "0xdbf1efec72a1d8d978d57bb8200823efbf9cda8645057523fdf5b6dc9c7fd682",
  "AccreditationEnded(uint32,uint16,uint40)": "0xdbeb21f8477fde60f3cab4a197e5d392a35dd4f79a67ca8ee7629f86d502168f",
} as const;
