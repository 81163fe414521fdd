/** Widths of characters in em, of DejaVu Sans Bold: few fonts are wider, and nobody knows in which one a picture will be seen. */
const WIDTHS: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[ijl.,:;'|!]/, 0.4],
  [/[ftr()[\]\- /]/, 0.5],
  [/[mwMW@%…→]/, 1.1],
  [/[a-z\d]/, 0.72],
  [/[A-Z_+=]/, 0.86],
];

/** The width of a regular font, of a bold one. */
const REGULAR = 0.9;

/** Of any other character, as of Chinese and Japanese, and of emoji. */
const OTHER_WIDTH = 1.1;

/**
 * How wide a text is at most in a sans-serif font, in the unit of the font's size. It is computed, not measured, so that a picture
 * does not depend on the fonts of the machine that draws it.
 */
export function textWidth(text: string, fontSize: number, weight: 'bold' | 'regular'): number {
  const widths = Array.from(text, (character) => {
    return WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? OTHER_WIDTH;
  });
  const width = widths.reduce((sum, each) => sum + each, 0) * fontSize;
  return Math.ceil(weight === 'bold' ? width : width * REGULAR);
}

/** A text of at most so many characters: of a longer one the beginning and the end, by which names differ. */
export function shortened(text: string, maxLength: number): string {
  const characters = Array.from(text);
  if (characters.length <= maxLength) return text;
  const end = Math.floor((maxLength - 1) / 3);
  return [...characters.slice(0, maxLength - 1 - end), '…', ...characters.slice(-end)].join('');
}
