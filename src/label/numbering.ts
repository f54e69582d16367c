/** Numbers for whole numbers of any size, from 1 on in the order they come: a table with open addressing, at most half full. */
export interface Numbering {
  readonly keys: Int32Array
  /** The number of the key at each place, 0 where a place is free. */
  readonly numbers: Int32Array
  readonly shift: number
  count: number
}

/** Makes a numbering with room for so many different keys. */
export function makeNumbering(most: number): Numbering {
  const bits = 33 - Math.clz32(Math.max(1, most))
  return { keys: new Int32Array(1 << bits), numbers: new Int32Array(1 << bits), shift: 32 - bits, count: 0 }
}

/** The number of a key, a new one at the first time. */
export function giveNumber(numbering: Numbering, key: number): number {
  const at = findPlace(numbering, key)
  if (numbering.numbers[at] === 0) {
    numbering.keys[at] = key
    numbering.numbers[at] = ++numbering.count
  }
  return numbering.numbers[at]!
}

/** Tells whether a key has a number. */
export function hasNumber(numbering: Numbering, key: number): boolean {
  return numbering.numbers[findPlace(numbering, key)] !== 0
}

function findPlace({ keys, numbers, shift }: Numbering, key: number): number {
  let at = Math.imul(key, 0x9e3779b1) >>> shift
  while (numbers[at] !== 0 && keys[at] !== key) at = at + 1 === keys.length ? 0 : at + 1
  return at
}
