// One process of a run of scripts/fuzz.mjs: is sent its share, tells where it is, and sends what it found.
import { runShare, type Share } from './run-share.ts'

process.on('message', (share: Share) => {
  void runShare(share, (index) => process.send!({ index })).then((report) => process.send!({ report }, () => process.exit(0)))
})
process.on('disconnect', () => process.exit(1)) // the run was ended
