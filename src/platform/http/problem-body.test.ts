import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemBody } from './problem-body.ts'
import { problem, tooLarge } from './problems.ts'

test('the title is that of the kind of problem; the occurrence stands in the detail', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const [one, many] = [1, 7].map((count) => problemBody(problem('http.invalid_input', { status: 400, params: { count } }), locale))
    assert.equal(one?.title, many?.title)
    assert.notEqual(one?.detail, many?.detail)
    for (const said of [problem('http.no_such_city', { status: 404, params: { city: 'x' } }), problem('http.malformed', { status: 400, params: { line: 2, column: 5 } }), tooLarge(262_144)]) {
      const { title, detail } = problemBody(said, locale)
      assert.doesNotMatch(title + detail, /\{\{|titles|errors/)
      assert.notEqual(title, detail)
    }
  }
  assert.equal(problemBody(tooLarge(8 * 1024 * 1024), 'en').detail, 'This is larger than allowed: at most 8 MB.')
  assert.match(problemBody(problem('http.malformed', { status: 400, params: { line: 2, column: 5 } }), 'en').detail, /line 2, column 5/)
  assert.equal(problemBody(problem('http.malformed', { status: 400 }), 'en').detail, 'The request is not well formed and could not be read.')
})
