import type { Model } from './model.ts'
import model from '../data/model.json' with { type: 'json' }

/** The model that ships with the program; `npm run train` makes it. */
export function shippedModel(): Model {
  return model as unknown as Model
}
