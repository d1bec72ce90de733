import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { sql } from '#platform/db/index.ts'
import { complaintsOf, soundPage } from './looking.ts'
import { allSent, answerAll, beginNext, button, type FieldStage, fieldStage, keptOnPhone, queueIs, shoot, signInThere, submit } from './field-stage.ts'

let stage: FieldStage | null = null
before(async () => { stage = await fieldStage() }, { timeout: 240_000 })
after(() => stage?.close())
const onStage = (t: TestContext): FieldStage | null => {
  if (stage === null) t.skip('no browser here: install chromium, or name one in BIHUAN_BROWSER')
  return stage
}
type VisitNow = { readonly id: string; readonly state: string; readonly reason: string | null; readonly ended_at: number | null; readonly started_at: number | null }
const visitsNow = (s: FieldStage, ids: readonly string[]) => s.rows(sql<VisitNow>`select id, state, reason, started_at, ended_at from visits where id = any(${ids}::uuid[]) order by number`)
const photosAt = async (s: FieldStage, ids: readonly string[]): Promise<number> => (await s.rows(sql<{ n: number }>`select count(*) n from visit_files where visit_id = any(${ids}::uuid[])`))[0]?.n ?? 0
/** Visits nobody else is at, for one test. */
const plan = async (s: FieldStage, n: number, who = 'walker' as 'walker' | 'walker2'): Promise<readonly string[]> => {
  await s.change(sql`update visits set inspector_ids = array[${s.ic.inspectors.west_walker}]::uuid[] where ${s.ic.inspectors[who]} = any (inspector_ids)`)
  const ids: string[] = []
  for (let i = 0; i < n; i++) ids.push(await s.ic.visit({ place: i, inspectors: [s.ic.inspectors[who]] }))
  return ids
}

test('a whole day is walked without a network and sent by itself when there is one', { timeout: 240_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const ids = await plan(s, 6)
  const page = await s.walk()
  assert.equal(await page.locator('.fd-stops li').count(), 6)
  await keptOnPhone(page)
  await page.context().setOffline(true)
  const began = Date.now()
  await page.reload()
  await page.locator('.fd-stops li').first().waitFor()
  t.diagnostic(`starts from its cache in ${Date.now() - began} ms`)
  assert.ok(Date.now() - began < 2_000, 'the app starts from the phone\'s own cache')
  for (let i = 0; i < 4; i++) {
    await beginNext(page)
    await answerAll(page)
    await shoot(page, /拍远景：现场照片/)
    await submit(page)
  }
  // The fifth: one item fails and its photo is taken beside it; a problem outside the list in two taps.
  await beginNext(page)
  await answerAll(page)
  const first = page.locator('.fo-question:has(input[value=fail])').first()
  await first.locator('input[value=fail]').check()
  await page.locator('.fo-question textarea').first().fill('东头一堆建筑垃圾')
  await shoot(page, /^拍近景：(?!现场照片)/)
  await button(page, '清单外').click()
  await page.locator('.fd-choices button').first().click()
  await page.locator('.fd-findings li').waitFor()
  await page.locator('.fd-findings textarea').fill('公交站牌歪了')
  await submit(page)
  // The sixth cannot be entered.
  await button(page, /^下一处/).click()
  await button(page, '没法检查').click()
  await page.getByLabel('不让进').check()
  await button(page, '下一步').click()
  await button(page, '提交').click()
  await page.locator('.fd-stops').waitFor()
  await queueIs(page, /11 项等着上传/)
  assert.deepEqual((await visitsNow(s, ids)).map((v) => v.state), Array(6).fill('planned'))

  await page.context().setOffline(false)
  await page.locator('.fd-head [role=status]', { hasText: '没有等着上传的' }).waitFor({ timeout: 60_000 })
  assert.deepEqual((await visitsNow(s, ids)).map((v) => v.state), Array(6).fill('submitted'))
  assert.equal(await photosAt(s, ids), 5)
  const photos = await s.rows(sql<{ lon: number | null; accuracy_m: number | null; item: string | null }>`select lon, accuracy_m, item from visit_files where visit_id = any(${ids}::uuid[])`)
  assert.ok(photos.every((p) => p.lon !== null && p.accuracy_m === 9), 'each photo knows where it was taken')
  assert.equal(photos.filter((p) => p.item !== null).length, 1)
  const findings = await s.rows(sql<{ item: string | null; description: string }>`select item, description from findings where visit_id = any(${ids}::uuid[])`)
  assert.equal(findings.length, 2)
  assert.ok(findings.some((f) => f.item === null && f.description === '公交站牌歪了'))
  assert.ok(findings.some((f) => f.item !== null && f.description.includes('东头一堆建筑垃圾')))
  assert.deepEqual(complaintsOf(page), [])
  await page.context().close()
})

test('a battery that dies in the middle of a question costs nothing', { timeout: 120_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  await plan(s, 1)
  const page = await s.walk()
  await beginNext(page)
  await page.locator('.fo-question input[value=fail]').first().check()
  await page.locator('.fo-question textarea').first().pressSequentially('说到一')
  await shoot(page, /拍近景：现场照片/)
  const again = await page.context().newPage()
  await page.close({ runBeforeUnload: false })
  await again.goto(`${s.base}/field`)
  await button(again, /^下一处/).click()
  await again.locator('.fo-form').waitFor()
  assert.equal(await again.locator('.fo-question textarea').first().inputValue(), '说到一')
  assert.ok(await again.locator('.fo-question input[value=fail]').first().isChecked())
  await again.locator('.fd-thumbs img').waitFor()
  await again.context().close()
})

/** Puts photos of a submitted visit into the phone's queue, as a long day would. */
const heap = (page: Page, visitId: string, n: number): Promise<void> => page.evaluate(async ([id, count]) => {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('bihuan-field')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error as Error)
  })
  const all = <T>(store: string): Promise<T[]> => new Promise((resolve) => {
    const asking = db.transaction(store).objectStore(store).getAll()
    asking.onsuccess = () => resolve(asking.result as T[])
  })
  const [row] = (await all<{ id: string; visit_id: string }>('photos')).filter((p) => p.visit_id === id)
  const [blob] = (await all<{ id: string; blob: Blob }>('blobs')).filter((b) => b.id === row?.id)
  const change = db.transaction(['photos', 'blobs'], 'readwrite')
  for (let i = 0; i < (count as number); i++) {
    const next = `0190a6d2-7c1e-7000-8000-${id?.toString().slice(-4)}${String(i).padStart(8, '0')}`
    change.objectStore('photos').put({ ...row, id: next, state: 'waiting' })
    change.objectStore('blobs').put({ id: next, blob: blob?.blob })
  }
  await new Promise((resolve) => { change.oncomplete = resolve })
  db.close()
}, [visitId, n] as const)

test('200 photos arrive, each once, though every tenth request fails and the tab is killed in the middle', { timeout: 240_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const [id = ''] = await plan(s, 1)
  const page = await s.walk()
  await keptOnPhone(page)
  await page.context().setOffline(true)
  await beginNext(page)
  await answerAll(page)
  await shoot(page, /拍近景：现场照片/)
  await submit(page)
  await heap(page, id, 199)
  await page.reload()
  await queueIs(page, /201 项等着上传/)
  let asked = 0, lost = 0
  await page.context().route(/\/api\/field\//, async (route) => {
    if (++asked % 10 !== 0) return route.continue()
    lost++
    return route.abort('connectionreset')
  })
  await page.context().setOffline(false)
  await page.locator('.fd-badge').waitFor()
  for (let i = 0; i < 600 && (await photosAt(s, [id])) < 40; i++) await page.waitForTimeout(100)
  const again = await page.context().newPage()
  await page.close({ runBeforeUnload: false })
  const between = await photosAt(s, [id])
  assert.ok(between >= 40 && between < 200, `${between} had gone when the tab was killed`)
  await again.goto(`${s.base}/field`)
  await allSent(again, 120_000)
  assert.equal(await photosAt(s, [id]), 200)
  assert.ok(lost > 10, `${lost} requests were lost`)
  assert.equal((await s.rows(sql`select 1 from visit_submissions where visit_id = ${id}`)).length, 1)
  t.diagnostic(`${asked} requests, ${lost} lost`)
  await again.context().close()
})

test('a wrong clock is said, and the visit is kept with the right time', { timeout: 120_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const ids = await plan(s, 1)
  const page = await s.open('walker', { screen: { width: 390, height: 844, phone: true } })
  // Nine hours fast: past midnight, so that even the day is another one.
  await page.clock.setFixedTime(s.city.now() + 15 * 3_600_000)
  await page.goto(`${s.base}/field`)
  await page.getByText('手机时钟快了约 900 分钟').waitFor()
  assert.equal(await page.locator('.fd-stops li').count(), 1)
  await beginNext(page)
  await answerAll(page)
  await shoot(page, /拍近景：现场照片/)
  await submit(page)
  await allSent(page)
  const [visit] = await visitsNow(s, ids)
  assert.equal(visit?.state, 'submitted')
  assert.ok(Math.abs((visit?.ended_at ?? 0) - s.city.now()) < 120_000, 'the visit ended when it really ended')
  const [file] = await s.rows(sql<{ taken_at: number }>`select taken_at from visit_files where visit_id = ${ids[0]}`)
  assert.ok(Math.abs((file?.taken_at ?? 0) - s.city.now()) < 120_000, 'the photo was taken when it really was')
  await page.context().close()
})

test('a full phone loses nothing: the photo stays in memory, is sent from there, and saved once there is room', { timeout: 120_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const ids = await plan(s, 1)
  const page = await s.walk()
  await beginNext(page)
  await answerAll(page)
  await page.evaluate(() => {
    const real = IDBObjectStore.prototype.put
    Object.assign(window, { roomAgain: () => { IDBObjectStore.prototype.put = real } })
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof real>) {
      if (this.name === 'blobs') throw new DOMException('no room', 'QuotaExceededError')
      return real.apply(this, given)
    }
    navigator.storage.estimate = () => Promise.resolve({ usage: 960 * 1024 ** 2, quota: 1000 * 1024 ** 2 })
  })
  await shoot(page, /拍近景：现场照片/)
  await page.getByText('手机存储已满，有 1 项只在内存里').waitFor()
  await page.getByText('只剩 40 MB').waitFor()
  await submit(page)
  await allSent(page)
  assert.equal(await photosAt(s, ids), 1)
  await page.evaluate(() => (window as unknown as { roomAgain: () => void }).roomAgain())
  await page.getByText('只在内存里').waitFor({ state: 'detached', timeout: 20_000 })
  await page.context().close()
})

test('a session that ended offline asks to sign in when sending; another person on the phone neither sees nor sends the work', { timeout: 180_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const ids = await plan(s, 1)
  await plan(s, 1, 'walker2')
  const page = await s.walk()
  await keptOnPhone(page)
  await page.context().setOffline(true)
  await beginNext(page)
  await answerAll(page)
  await submit(page)
  await page.context().clearCookies()
  await page.context().setOffline(false)
  await page.getByText('登录已过期').waitFor()
  assert.equal((await visitsNow(s, ids))[0]?.state, 'planned')
  await page.locator('.fd-note').getByRole('button', { name: '登录' }).click()
  await signInThere(page, 'walker2')
  await page.getByText('walker2的账户').first().waitFor()
  await page.locator('.fd-tabs a').nth(1).click()
  await page.getByText('还有别人的 1 项没上传').waitFor()
  assert.equal(await page.locator('.fd-queue li').count(), 0)
  await page.waitForTimeout(1_500)
  assert.equal((await visitsNow(s, ids))[0]?.state, 'planned')
  await page.locator('.fd-tabs a').nth(2).click()
  await button(page, '退出登录').click()
  await signInThere(page, 'walker')
  await allSent(page)
  assert.equal((await visitsNow(s, ids))[0]?.state, 'submitted')
  assert.equal((await s.rows(sql<{ who: string }>`select account_id who from visit_submissions where visit_id = ${ids[0]}`))[0]?.who, s.ic.inspectors.walker)
  await page.context().close()
})

test('two phones with different answers are both kept and said; a checklist changed meanwhile refuses nothing', { timeout: 180_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const ids = await plan(s, 1)
  const [one, two] = [await s.walk(), await s.walk()]
  for (const [page, verdict] of [[one, 'pass'], [two, 'not_applicable']] as const) {
    await keptOnPhone(page)
    await page.context().setOffline(true)
    await beginNext(page)
    await answerAll(page, verdict)
    await submit(page)
  }
  await s.change(sql`update checklist_versions set state = 'retired' where version = 9 and checklist_id = ${s.ic.checklist.id}`)
  await s.change(sql`insert into checklist_versions (id, checklist_id, version, state, title, form, items, created_at, published_at)
    select gen_random_uuid(), checklist_id, 10, 'published', title, form, items, created_at, published_at from checklist_versions where version = 9 and checklist_id = ${s.ic.checklist.id}`)
  await one.context().setOffline(false)
  await allSent(one)
  await two.context().setOffline(false)
  await allSent(two)
  await two.getByText('另一台设备也交了这次走访').first().waitFor()
  // The phone that was first learns of it with its next download.
  await one.locator('.fd-tabs a').first().click()
  await button(one, '更新').click()
  await one.locator('.fd-stops', { hasText: '有两份' }).waitFor()
  assert.deepEqual((await s.rows(sql<{ standing: string }>`select standing from visit_submissions where visit_id = ${ids[0]} order by received_at`)).length, 2)
  await one.context().close()
  await two.context().close()
})

test('the app, its worker, its manifest and icons are served with the right types, fresh each time, under a city\'s own path too', { timeout: 120_000 }, async (t) => {
  const s = onStage(t)
  if (!s) return
  const { slug } = s.city.t.city
  for (const base of [s.base, `${s.base}/city/${slug}`]) {
    const worker = await fetch(`${base}/sw.js`)
    assert.deepEqual([worker.status, worker.headers.get('content-type')?.split(';')[0], worker.headers.get('cache-control')], [200, 'application/javascript', 'public, max-age=0'])
    const answer = await fetch(`${base}/field.webmanifest`)
    assert.equal(answer.headers.get('content-type')?.split(';')[0], 'application/manifest+json')
    const manifest = (await answer.json()) as { readonly start_url: string; readonly icons: readonly { readonly src: string; readonly type: string; readonly sizes: string }[] }
    assert.equal(new URL(manifest.start_url, `${base}/field.webmanifest`).href, `${base}/field`)
    assert.ok(manifest.icons.some((icon) => icon.sizes === '512x512' && icon.type === 'image/png'))
    for (const icon of manifest.icons) assert.equal((await fetch(new URL(icon.src, `${base}/field.webmanifest`))).headers.get('content-type'), icon.type)
    assert.match((await fetch(`${base}/field`)).headers.get('content-security-policy') ?? '', /script-src 'self'/)
  }
  await plan(s, 2)
  const page = await s.open('walker', { screen: { width: 390, height: 844, phone: true } })
  await page.goto(`${s.base}/city/${slug}/field`)
  await page.locator('.fd-stops li').first().waitFor()
  assert.equal(await page.locator('link[rel=manifest]').getAttribute('href'), `/city/${slug}/field.webmanifest`)
  await keptOnPhone(page)
  await page.context().setOffline(true)
  await page.reload()
  await page.locator('.fd-stops li').nth(1).waitFor()
  await page.context().close()
})

for (const [language, theme, width] of [['zh-CN', 'light', 390], ['en', 'dark', 390], ['zh-CN', 'light', 1440]] as const) {
  test(`every screen is sound: ${language}, ${theme}, ${width} px`, { timeout: 240_000 }, async (t) => {
    const s = onStage(t)
    if (!s) return
    await plan(s, 3)
    const zh = language === 'zh-CN'
    const page = await s.walk('walker', { language, theme, screen: { width, height: 844, phone: width < 500 } })
    const on = async (hash: string, sign: string): Promise<void> => {
      await page.evaluate((to) => { location.hash = to }, hash)
      await page.locator(sign).first().waitFor()
      await page.waitForTimeout(150)
      await soundPage(page)
      const small = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('button, .fd-shot label, .fo-choice, input:not(.b-unseen):not([type=radio]):not([type=checkbox]), textarea, summary, .fd-tabs a, .fd-stops a')]
        .filter((e) => e.offsetHeight > 0 && e.offsetHeight < 48).map((e) => `${e.outerHTML.slice(0, 60)} ${e.offsetHeight}`))
      assert.deepEqual(small, [], `targets below 48 px on ${hash}`)
    }
    await on('#/', '.fd-stops')
    const id = ((await page.locator('.fd-stops a').first().getAttribute('href')) ?? '').split('/')[2] ?? ''
    await on(`#/visit/${id}`, '.fd-facts')
    await button(page, zh ? '开始检查' : 'Begin').click()
    await page.locator('.fo-form').waitFor()
    await button(page, zh ? '核对并提交' : 'Check and submit').click()
    await button(page, zh ? '去填' : 'Go there').click()
    await on(`#/visit/${id}/fill`, '.b-error-summary')
    await answerAll(page)
    await page.locator('.fo-question:has(input[value=fail]) input[value=fail]').first().check()
    await on(`#/visit/${id}/review`, '.fd-tally')
    assert.ok(await page.getByText(zh ? '缺照片的 1 项' : 'Photos missing: 1').isVisible())
    await on(`#/visit/${id}/problem`, '.fd-choices')
    await page.locator('.fd-choices button').nth(1).click()
    await page.locator('.fd-findings li').waitFor()
    await shoot(page, zh ? /^拍近景：(?!现场照片)/ : /^Take photo, Near: (?!Photos of the place)/)
    await on(`#/visit/${id}`, '.fd-findings')
    await on(`#/visit/${id}/blocked`, '.fd-radio')
    await page.context().setOffline(true)
    await on(`#/visit/${id}/review`, '.fd-tally')
    await page.locator('.fd-bar button').click()
    await page.locator('.fd-stops').waitFor()
    await on('#/queue', '.fd-queue')
    await on('#/me', '.fd-panel')
    await page.context().clearCookies()
    await page.context().setOffline(false)
    await page.locator('.fd-note button').waitFor()
    await page.locator('.fd-note button').click()
    await on('#/me', 'input[name=password]')
    await page.context().close()
  })
}
