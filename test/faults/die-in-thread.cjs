'use strict'
// `node --require` loads this before the program: a worker thread dies, as DIE says, when it is given a work that names
// a culprit.
const { isMainThread, parentPort } = require('node:worker_threads')

const ways = {
  exit: () => process.exit(3),
  'exit without a word': () => process.exit(0),
  throw: () => { throw new Error('thrown on purpose') },
  memory: () => { for (const held = []; ;) held.push(new Array(1e6).fill(held.length)) },
}

/** All texts in what a thread is sent. */
function* listTexts(value) {
  if (typeof value === 'string') yield value
  else if (ArrayBuffer.isView(value)) yield Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString()
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* listTexts(part)
}

if (!isMainThread) {
  parentPort.on('message', (message) => {
    for (const text of listTexts(message)) if (text.includes('culprit')) ways[process.env.DIE]()
  })
}
