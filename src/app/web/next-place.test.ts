import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNext } from './next-place.ts'

for (const [next, told] of [
  ['/inbox?stage=accept&q=%E4%BA%95%E7%9B%96', { path: '/inbox', search: { stage: 'accept', q: '井盖' } }],
  ['/cases/1', { path: '/cases/1', search: {} }],
  ['//elsewhere.example', null], ['/\\elsewhere.example', null], ['https://elsewhere.example', null], ['inbox', null], ['', null], [undefined, null],
] as const) {
  test(`after signing in, ${next ?? 'nothing'} leads ${told ? 'on' : 'nowhere else'}`, () => {
    const read = readNext(next)
    assert.deepEqual(read && { path: read.path, search: read.search }, told)
  })
}
