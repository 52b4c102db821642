/** Fields of a body that is disclosed singly: a document has 65,536 at most, and facts and digests are fields too. */
export const MAX_BODY_FIELDS = 32_768;
