'use strict'
// Makes one call of the file system fail, as the kernel would. Calls are counted in each thread, and only those that
// are about files below a folder. Tests arm it in their own process; before a program `node --require` loads it, and
// the environment arms it: FAULT_BELOW, FAULT_AT, FAULT_CODE.
const fs = require('node:fs')
const path = require('node:path')
const { syncBuiltinESMExports } = require('node:module')
const real = { ...fs, promises: { ...fs.promises } }
const reasons = { EIO: 'i/o error', ENOSPC: 'no space left on device', EMFILE: 'too many open files', EACCES: 'permission denied' }

let armed
const descriptors = new Set() // those of files that are counted
let inside = 0 // calls that a counted call makes itself

/** Counts calls from now on, and lets the one of that number fail. */
function arm({ below, at = 0, code = 'EIO' }) {
  armed = { below, at: Number(at), code, calls: [] }
  return armed.calls
}

/** Counts no more. */
function disarm() {
  armed = undefined
  descriptors.clear()
}

const isCounted = (file) => armed && inside === 0 && (typeof file === 'number' ? descriptors.has(file) : typeof file === 'string' && `${path.resolve(file)}/`.startsWith(`${armed.below}/`))

/** Counts a call, and gives the error that it is to end with. */
function fault(name, file) {
  if (!isCounted(file)) return undefined
  const { calls, below, at, code } = armed
  calls.push(`${name} ${typeof file === 'string' ? path.relative(below, path.resolve(file)).replace(/\.naskh-[0-9a-f]{8}/, '.naskh-*') : ''}`.trimEnd())
  return calls.length === at ? Object.assign(new Error(`${code}: ${reasons[code]}, ${name}`), { code, syscall: name, ...(typeof file === 'string' && { path: file }) }) : undefined
}

/** What a call leaves behind that fails: a file that is written in part, a descriptor that is closed all the same. */
const remains = {
  writeFileSync: (file, text, options) => real.writeFileSync(file, Buffer.from(text).subarray(0, Buffer.byteLength(text) / 2), options),
  writeSync: (open, bytes) => real.writeSync(open, bytes, 0, Math.floor(bytes.length / 2)),
  closeSync: (open) => real.closeSync(open),
  close: (open) => real.close(open, () => {}),
}

function leave(name, ...args) {
  try {
    remains[name]?.(...args)
  } catch {
    // as much as could be
  }
}

function wrapSync(name) {
  fs[name] = Object.assign(function (file, ...rest) {
    const error = fault(name, file)
    if (error && name === 'existsSync') return false // which is what it makes of errors
    if (error) {
      leave(name, file, ...rest)
      throw error
    }
    const counted = isCounted(file)
    inside++
    try {
      const result = real[name].call(this, file, ...rest)
      if (name === 'openSync' && counted) descriptors.add(result)
      if (name === 'closeSync') descriptors.delete(file)
      return result
    } finally {
      inside--
    }
  }, real[name])
}

function wrapCallback(name) {
  fs[name] = function (file, ...rest) {
    const counted = isCounted(file)
    const error = fault(name, file)
    const done = rest.pop()
    if (error) {
      leave(name, file)
      return process.nextTick(done, error)
    }
    if (name === 'close') descriptors.delete(file)
    return real[name].call(this, file, ...rest, name !== 'open' || !counted ? done : (failed, open) => {
      if (!failed) descriptors.add(open)
      done(failed, open)
    })
  }
}

function wrapPromise(name) {
  fs.promises[name] = async (file, ...rest) => {
    const error = fault(name, file)
    if (error) throw error
    return real.promises[name](file, ...rest)
  }
}

for (const name of ['openSync', 'readSync', 'readFileSync', 'writeFileSync', 'writeSync', 'closeSync', 'renameSync', 'mkdirSync', 'rmSync', 'rmdirSync', 'lstatSync', 'statSync', 'realpathSync', 'readdirSync', 'existsSync']) wrapSync(name)
for (const name of ['open', 'read', 'write', 'close']) wrapCallback(name)
for (const name of ['readFile', 'writeFile', 'readdir', 'stat', 'lstat', 'mkdir', 'rm', 'rename', 'open']) wrapPromise(name)
syncBuiltinESMExports()
module.exports = { arm, disarm }
const { FAULT_BELOW, FAULT_AT, FAULT_CODE } = process.env
if (FAULT_BELOW) arm({ below: FAULT_BELOW, at: FAULT_AT, code: FAULT_CODE })
