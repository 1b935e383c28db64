// Runs the Worker in workerd, and asks it once for each database.
// WORKER: the folder of wasm-bindgen's output; MODULES: that of npm's packages; DATABASE_URL: a
// PlanetScale.
import { createRequire } from 'node:module'
import { readdirSync, readFileSync } from 'node:fs'

const { WORKER, MODULES, DATABASE_URL } = process.env
const { Miniflare } = createRequire(`${MODULES}/x.js`)('miniflare')

const entry = `
import wasm from './worker_example_bg.wasm'
import * as worker from './worker_example.js'
worker.initSync({ module: wasm })
export default { fetch: (request, env, context) => worker.fetch(request, env, context) }
`
const modules = readdirSync(WORKER, { recursive: true }).flatMap((name) => {
  const type = { js: 'ESModule', wasm: 'CompiledWasm' }[name.split('.').at(-1)]
  return type ? [{ type, path: `/${name}`, contents: readFileSync(`${WORKER}/${name}`) }] : []
})
const mf = new Miniflare({
  modulesRoot: '/',
  modules: [{ type: 'ESModule', path: '/entry.js', contents: entry }, ...modules],
  d1Databases: ['DB'],
  bindings: { DATABASE_URL },
  compatibilityDate: '2025-01-01',
})

const rows = (dialect) => `${dialect}: 2 raised, [("coffee", 9223372036854775807), ("it's a \\\\ tea", 4)], last coffee`
let failed = false
for (const [path, expected] of [['/d1', rows('D1')], ['/mysql', rows('MySQL')], ['/d1', rows('D1')]]) {
  const response = await mf.dispatchFetch(`http://worker${path}`)
  const text = await response.text()
  const right = text === expected
  failed ||= !right
  console.log(`${path}: ${right ? 'ok' : 'FAILED'}, ${response.status}: ${text}`)
}
await mf.dispose()
process.exit(failed ? 1 : 0)
