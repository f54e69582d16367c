import { expect, test } from 'vitest'
import { summarise } from '../../src/learn/evaluate.ts'
import { readSavedReport } from '../../src/learn/evaluation-report.ts'
import { measureDocument } from '../../src/learn/measure-document.ts'
import { goldDocument, labelled } from './gold-document.ts'

const documents = [measureDocument(goldDocument(['paragraph: x']), labelled('paragraph 0.7'))]
const saved = () => JSON.parse(JSON.stringify({ schema: 1, gold: 'digest', ...summarise(documents), documents }))

test('a report comes back as it was saved', () => expect(readSavedReport(saved())).toEqual({ gold: 'digest', documents }))

test.each([
  ['null', null], ['a text', 'report'], ['a model', { version: 1, splits: [], leaves: '' }],
  ['a later schema', { ...saved(), schema: 2 }],
  ['documents cut off', { ...saved(), documents: undefined }],
  ['a document without counts', { ...saved(), documents: [{ name: 'x' }] }],
  ['an unknown role', { ...saved(), documents: [{ ...saved().documents[0], confusion: { prose: { paragraph: 1 } } }] }],
  ['a count that is none', { ...saved(), documents: [{ ...saved().documents[0], confusion: { paragraph: { legal: 'x' } } }] }],
])('%s is no report', (_, value) => expect(readSavedReport(value)).toBeUndefined())
