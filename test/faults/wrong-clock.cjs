'use strict'
// `node --require` loads this before the program: the clock is off by CLOCK days, or jumps by years with each look.
const day = 24 * 60 * 60 * 1000
const Right = Date
let looks = 0
const now = () => Right.now() + (process.env.CLOCK === 'jump' ? (looks++ % 2 === 0 ? 1 : -1) * 4000 : Number(process.env.CLOCK)) * day
globalThis.Date = class extends Right {
  constructor(...args) {
    super(...(args.length === 0 ? [now()] : args))
  }
  static now() {
    return now()
  }
}
