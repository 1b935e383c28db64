// Cloudflare's REST API of D1 in front of a real D1 binding in workerd. Prints its address.
import { createRequire } from 'node:module'
import { createServer } from 'node:http'

const require = createRequire(`${process.env.MODULES}/x.js`)
const { Miniflare } = require('miniflare')

// The binding's own way to its database: unlike `batch` it keeps columns of equal names.
const script = `export default {
  async fetch(request, env) {
    const { database, statements } = await request.json()
    const answer = await env[database].fetcher.fetch('http://d1/query?resultsFormat=ROWS_AND_COLUMNS', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(statements) })
    return new Response(await answer.text(), { status: answer.status })
  }
}`
const names = (process.env.DATABASES ?? 'main').split(',')
const d1Persist = process.env.FOLDER || undefined
const mf = new Miniflare({ modules: true, script, d1Databases: names, d1Persist, compatibilityDate: '2025-01-01' })
await mf.ready

const fail = (status, code, message) => [status, { success: false, errors: [{ code, message }], messages: [], result: [] }]

async function answer(request, body) {
  if (request.headers.authorization !== 'Bearer secret-token') return fail(401, 10000, 'Authentication error')
  const path = request.url.match(/^\/client\/v4\/accounts\/account\/d1\/database\/([^/]+)\/(raw|query)$/)
  if (!path || !names.includes(path[1])) return fail(404, 7404, 'The database could not be found')
  const { sql, params, batch } = JSON.parse(body)
  const statements = batch ?? [{ sql, params }]
  const results = await run(path[1], statements)
  const failed = results.find(({ success }) => !success)
  if (failed) return fail(400, 7500, failed.error)
  const rows = (result) => path[2] === 'raw' ? result : {
    ...result, results: result.results.rows.map((row) => Object.fromEntries(row.map((cell, at) => [result.results.columns[at], cell]))) }
  return [200, { success: true, errors: [], messages: [], result: results.map(rows) }]
}

async function run(database, statements) {
  const ran = await mf.dispatchFetch('http://worker/', { method: 'POST', body: JSON.stringify({ database, statements }) })
  return [JSON.parse(await ran.text())].flat()
}

// Drops all tables and views but these, and deletes the rows of these tables, of the first one first.
async function empty(database, tables, views) {
  const kept = [...tables, ...views]
  const list = "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_cf%' ORDER BY rowid DESC"
  const [{ results }] = await run(database, [{ sql: list, params: [] }])
  const quoted = (name) => '"' + name.replaceAll('"', '""') + '"'
  const dropped = results.rows.filter(([name]) => !kept.includes(name)).map(([name, type]) => `DROP ${type} ${quoted(name)}`)
  const statements = ['PRAGMA defer_foreign_keys = on', ...dropped, ...tables.map((name) => `DELETE FROM ${quoted(name)}`)]
  const failed = (await run(database, statements.map((sql) => ({ sql, params: [] })))).find(({ success }) => !success)
  if (failed) throw new Error(failed.error)
}

// The tests hold the other end.
process.stdin.resume()
process.stdin.on('end', async () => {
  await mf.dispose()
  process.exit()
})

// What goes wrong with the next request to a database.
const faults = new Map()
const requests = new Map()
createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', async () => {
    const body = Buffer.concat(chunks).toString()
    const database = request.url.split('/').at(-2)
    if (request.url.endsWith('/fault')) {
      faults.set(database, JSON.parse(body))
      return response.end('{}')
    }
    if (request.url.endsWith('/empty')) {
      const failed = await empty(database, ...body.split(';').map((names) => names.split(','))).catch((error) => error)
      return response.writeHead(failed ? 500 : 200).end(String(failed ?? ''))
    }
    if (request.url.endsWith('/requests')) return response.end(String(requests.get(database) ?? 0))
    requests.set(database, (requests.get(database) ?? 0) + 1)
    const fault = faults.get(database)
    faults.delete(database)
    if (fault === 'drop') return request.socket.destroy()
    if (fault) return response.writeHead(fault).end('<html>no database here</html>')
    const [status, json] = await answer(request, body).catch((error) => fail(500, 7500, String(error)))
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json))
  })
}).listen(0, '127.0.0.1', function () { console.log(`http://127.0.0.1:${this.address().port}/client/v4`) })
