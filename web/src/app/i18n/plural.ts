// SPDX-License-Identifier: Apache-2.0
// "1 place, 2 places"; Russian has three forms, Chinese and Kazakh one.

export function english(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

export function russian(
  count: number,
  one: string,
  few: string,
  many: string,
): string {
  const [tens, ones] = [Math.abs(count) % 100, Math.abs(count) % 10];
  if (!Number.isInteger(count) || (tens >= 12 && tens <= 14))
    return Number.isInteger(count) ? many : few;
  if (ones === 1 && tens !== 11) return one;
  return ones >= 2 && ones <= 4 ? few : many;
}
