// Runs the official client against a local server at ADDRESS.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'

const require = createRequire(`${process.env.MODULES}/x.js`)
const { Client, DatabaseError, UnknownError, connect } = require('@planetscale/database')
const address = process.env.ADDRESS
const config = { url: `http://local:password@${address}` }
const db = new Client({ ...config })
const fail = (...faults) => fetch(`http://${address}/faults`, { method: 'POST', body: JSON.stringify(faults) })
const open = async () => (await (await fetch(`http://${address}/sessions`, { method: 'POST' })).json()).open

let passed = 0
async function part(name, run) {
  try {
    await run()
    passed += 1
  } catch (error) {
    console.error(`${name} FAILED`)
    throw error
  }
}

await part('types', async () => {
  await db.execute(`CREATE TABLE kinds (
    id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT, tiny TINYINT, small SMALLINT UNSIGNED, medium MEDIUMINT, plain INT UNSIGNED,
    big BIGINT, real32 FLOAT, real64 DOUBLE, exact DECIMAL(20, 4), day DATE, clock TIME(6), moment DATETIME(6),
    stamp TIMESTAMP NULL, year YEAR, short_text VARCHAR(20), collated VARCHAR(20) COLLATE utf8mb4_bin, long_text TEXT, fixed CHAR(3),
    bytes VARBINARY(20), blobs BLOB, bits BIT(8), choice ENUM('a', 'b'), many SET('x', 'y'), document JSON, nothing INT)`)
  const values = [
    -5, 65535, -8388608, 4294967295, '9007199254740993', 1.5, 0.1, '123456789012.3456', '2024-02-29', '23:59:59.123456',
    '2024-02-29 01:02:03.000004', '2024-02-29 01:02:03', 2024, "it's ü 🦀", 'Bin\\ary\n"', 'long', 'abc',
    new Uint8Array([0, 255, 39]), new Uint8Array([92]), 'b', 'x,y', '{"a": [1, "b"]}']
  const inserted = await db.execute(
    `INSERT INTO kinds (tiny, small, medium, plain, big, real32, real64, exact, day, clock, moment, stamp, year, short_text,
      collated, long_text, fixed, bytes, blobs, choice, many, document, bits) VALUES (${values.map(() => '?').join(', ')}, 5)`, values)
  assert.equal(inserted.insertId, '1')
  assert.equal(inserted.rowsAffected, 1)
  const { rows: [row], types, fields } = await db.execute('SELECT * FROM kinds')
  const expected = {
    id: '1', tiny: -5, small: 65535, medium: -8388608, plain: 4294967295, big: '9007199254740993', real32: 1.5, real64: 0.1,
    exact: '123456789012.3456', day: '2024-02-29', clock: '23:59:59.123456', moment: '2024-02-29 01:02:03.000004',
    stamp: '2024-02-29 01:02:03', year: 2024, short_text: "it's ü 🦀", collated: 'Bin\\ary\n"', long_text: 'long', fixed: 'abc',
    bytes: new Uint8Array([0, 255, 39]), blobs: new Uint8Array([92]), bits: new Uint8Array([5]), choice: 'b', many: 'x,y',
    document: { a: [1, 'b'] }, nothing: null }
  assert.deepEqual(row, expected)
  assert.deepEqual(types, {
    id: 'UINT64', tiny: 'INT8', small: 'UINT16', medium: 'INT24', plain: 'UINT32', big: 'INT64', real32: 'FLOAT32', real64: 'FLOAT64',
    exact: 'DECIMAL', day: 'DATE', clock: 'TIME', moment: 'DATETIME', stamp: 'TIMESTAMP', year: 'YEAR', short_text: 'VARCHAR',
    collated: 'VARBINARY', long_text: 'TEXT', fixed: 'CHAR', bytes: 'VARBINARY', blobs: 'BLOB', bits: 'BIT', choice: 'ENUM',
    many: 'SET', document: 'JSON', nothing: 'INT32' })
  const id = fields.find(({ name }) => name === 'id')
  assert.equal(id.table, 'kinds')
  assert.equal(id.orgName, 'id')
  assert.equal(id.flags & 512, 512, 'AUTO_INCREMENT')
  const { rows: [empty], types: none } = await db.execute("SELECT '' AS a, NULL AS b")
  assert.deepEqual(empty, { a: '', b: null })
  assert.equal(none.b, 'NULL')
})

await part('counts', async () => {
  await db.execute('CREATE TABLE counts (id INT PRIMARY KEY, n INT)')
  assert.equal((await db.execute('INSERT INTO counts VALUES (1, 1), (2, 1)')).rowsAffected, 2)
  assert.equal((await db.execute('UPDATE counts SET n = 1')).rowsAffected, 2, 'rows found, not changed')
  assert.equal((await db.execute('DELETE FROM counts WHERE id = ?', [2])).rowsAffected, 1)
})

await part('transactions', async () => {
  const count = async () => (await db.execute('SELECT COUNT(*) AS n FROM counts')).rows[0].n
  await db.transaction(async (tx) => {
    await tx.execute('INSERT INTO counts VALUES (3, 3)')
    assert.equal(await count(), '1', 'not visible outside')
    assert.equal((await tx.execute('SELECT COUNT(*) AS n FROM counts')).rows[0].n, '2')
  })
  assert.equal(await count(), '2')
  await assert.rejects(db.transaction(async (tx) => {
    await tx.execute('INSERT INTO counts VALUES (4, 4)')
    throw new Error('no')
  }), /no/)
  assert.equal(await count(), '2')
})

await part('sessions', async () => {
  const connection = connect({ ...config })
  const session = await connection.createSession()
  assert.ok(session.signature)
  await connection.execute("SET @@session.sql_mode = 'ANSI_QUOTES'")
  const mode = 'SELECT @@session.sql_mode AS mode'
  assert.equal((await connection.execute(mode)).rows[0].mode, 'ANSI_QUOTES')
  assert.notEqual((await db.execute(mode)).rows[0].mode, 'ANSI_QUOTES')
  const close = await fetch(`http://${address}/psdb.v1alpha1.Database/CloseSession`, {
    method: 'POST', headers: { Authorization: `Basic ${btoa('local:password')}` }, body: JSON.stringify({ session: connection.session }) })
  assert.equal(close.status, 200)
  assert.notEqual((await connection.execute(mode)).rows[0].mode, 'ANSI_QUOTES')
  connection.session.vitessSession.sessionUUID = '00000000-0000-0000-0000-000000000000'
  await assert.rejects(connection.execute('SELECT 1'), /signature/)
})

await part('errors', async () => {
  const rejects = (query, code, message) => assert.rejects(db.execute(query), (error) => {
    assert.ok(error instanceof DatabaseError && !(error instanceof UnknownError))
    assert.equal(error.status, 400)
    assert.equal(error.body.code, code)
    assert.match(error.message, message)
    return true
  })
  await rejects('SELECT * FROM nowhere', 'NOT_FOUND', /\(errno 1146\) \(sqlstate 42S02\)/)
  await rejects('INSERT INTO counts VALUES (1, 1)', 'ALREADY_EXISTS', /\(errno 1062\) \(sqlstate 23000\)/)
  await rejects('SELEC', 'INVALID_ARGUMENT', /errno 1064/)
  await rejects('SELECT 1; SELECT 2', 'INVALID_ARGUMENT', /2 statements/)
  const stranger = new Client({ url: `http://local:wrong@${address}` })
  await assert.rejects(stranger.execute('SELECT 1'), (error) => error.status === 401 && error.body.code === 'UNAUTHENTICATED')
})

await part('limits', async () => {
  const many = 'WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 600) SELECT a.i FROM n a JOIN (SELECT 1 UNION SELECT 2) b'
  await assert.rejects(db.execute(many), /Row count exceeded 1000/)
  assert.equal((await db.execute(`${many} LIMIT 1000`)).size, 1000)
})

await part('the time of a transaction', async () => {
  await assert.rejects(db.transaction(async (tx) => {
    await tx.execute('INSERT INTO counts VALUES (5, 5)')
    assert.equal(await open(), 1)
    const started = Date.now()
    while (await open() > 0) {
      assert.ok(Date.now() - started < 60_000, 'its time is never over')
      await new Promise((done) => setTimeout(done, 50))
    }
    await tx.execute('INSERT INTO counts VALUES (6, 6)')
  }), (error) => error.body.code === 'ABORTED' && /exceeded timeout/.test(error.message))
  assert.equal((await db.execute('SELECT COUNT(*) AS n FROM counts WHERE id > 4')).rows[0].n, '0')
})

await part('faults', async () => {
  const left = async () => (await db.execute('SELECT COUNT(*) AS n FROM counts')).rows[0].n
  await fail({ status: 502 }, { status: 522 })
  await assert.rejects(db.execute('SELECT 1'), (error) => error instanceof UnknownError && /HTTP 502/.test(error.message))
  await assert.rejects(db.execute('SELECT 1'), (error) => error instanceof UnknownError && /Cloudflare/.test(error.message))
  await fail('drop_before')
  await assert.rejects(db.execute('DELETE FROM counts WHERE id = 1'), /fetch failed/)
  assert.equal(await left(), '2', 'nothing was executed')
  await fail('drop_after')
  await assert.rejects(db.execute('DELETE FROM counts WHERE id = 1'), /fetch failed/)
  assert.equal(await left(), '1', 'it was executed')
  await fail('garbage', { slow: 50 })
  await assert.rejects(db.execute('DELETE FROM counts'), SyntaxError)
  const started = Date.now()
  assert.equal(await left(), '0')
  assert.ok(Date.now() - started >= 50)
})

console.log(`${passed} parts passed`)
