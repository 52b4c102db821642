/**
 * Values of the letters of ISO 6346 annex A: from 10 for A on, without the multiples of 11. Digits are worth themselves.
 * @returns undefined for anything but a digit or a letter from A to Z.
 */
export function characterValue(character: string): number | undefined {
  if (/^\d$/.test(character)) return Number(character);
  if (!/^[A-Z]$/.test(character)) return undefined;
  const place = character.charCodeAt(0) - "A".charCodeAt(0);
  return 10 + place + Math.floor((place + 9) / 10);
}

/**
 * The check digit of ISO 6346 annex A and of the EU's MRN: each character's value times 2 to the power of its place,
 * modulo 11, where 10 is written 0.
 * @param text Digits and letters from A to Z; anything else is worth nothing.
 */
export function mod11CheckDigit(text: string): number {
  const sum = [...text].reduce((total, character, place) => total + (characterValue(character) ?? 0) * 2 ** place, 0);
  return (sum % 11) % 10;
}

/** Whether digits and letters pass ISO 7064 MOD 97-10, as of an LEI: letters from 10 for A on, remainder 1. */
export function passesMod97(text: string): boolean {
  const digits = [...text].map((character) => Number.parseInt(character, 36)).join("");
  return BigInt(digits) % 97n === 1n;
}

/** The check digit of GS1 (General Specifications §7.9.1) of some digits: weights 3 and 1 from the right, to a full ten. */
export function gs1CheckDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** Whether the last of some digits is GS1's check digit of the others. */
export const passesGs1 = (digits: string): boolean => gs1CheckDigit(digits.slice(0, -1)) === Number(digits.slice(-1));
