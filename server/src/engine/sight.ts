/**
 * How far around a place whoever searches a text may look, in UTF-16 units: a name before a value, and the longest of keys
 * behind. A large text can be gone through in pieces by it, and after an edit only what is in sight of it must be searched again.
 */
export const sight = { before: 2_000, behind: 16_384 };
