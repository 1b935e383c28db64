// PlanetScale's official client, told what to do by lines of JSON; answers each with one.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const { connect } = createRequire(`${process.env.MODULES}/x.js`)('@planetscale/database')
const db = connect({ url: process.env.DATABASE_URL })

const columns = 'id, shop_id, name, note, amount, pieces, ordered_at'
const insert = `INSERT INTO arrivals (${columns}) VALUES ${Array(100).fill('(?, ?, ?, ?, ?, ?, ?)').join(', ')}`

const workloads = {
  point: (key) => db.execute(`SELECT ${columns} FROM orders WHERE shop_id = ? AND id = ? LIMIT 2`, [1, key]),
  select1000: () => db.execute(`SELECT ${columns} FROM orders WHERE shop_id = ? ORDER BY id LIMIT 1000`, [1]),
  insert100: (batch) => db.execute(insert, Array.from({ length: 100 }, (_, place) => {
    const id = batch * 100 + place
    return [id, 1, `Arrival number ${id}`, id % 2 ? `it's ${id}` : null, '12.50', id % 100, '2024-05-06 07:08:09.123456']
  }).flat()),
}

for await (const line of createInterface({ input: process.stdin })) {
  const { workload, times, first } = JSON.parse(line)
  let last
  const started = process.hrtime.bigint()
  for (let number = first; number < first + times; number += 1) last = await workloads[workload](number % 1000)
  const nanoseconds = Number(process.hrtime.bigint() - started)
  const rows = last.rows.map(({ id, name, note, amount, pieces }) => [id, name, note, amount, pieces].join('|'))
  console.log(JSON.stringify({ nanoseconds, changed: last.rowsAffected, rows }))
}
