import model from '../data/model.json' with { type: 'json' }
import { findPrepared } from '../prepared.ts'
import { adoptReady, type Model } from './model.ts'

const shipped = model as unknown as Model
let asked = false

/** The model that ships with the program; `npm run train` makes it. */
export function shippedModel(): Model {
  if (!asked) {
    asked = true
    const tables = findPrepared('model')
    if (tables) adoptReady(shipped, tables)
  }
  return shipped
}
