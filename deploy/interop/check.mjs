// Parses what `kcat -J` tells of each record with the CloudEvents SDK, and holds the event against the record.
import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import { Kafka } from "cloudevents";

const types = new Map();
const ids = new Set();
const versions = new Map();
let records = 0;

for await (const line of createInterface({ input: process.stdin })) {
  const record = JSON.parse(line);
  const headers = {};
  for (let i = 0; i < record.headers.length; i += 2) {
    headers[record.headers[i]] = record.headers[i + 1];
  }
  const where = `partition ${record.partition}, offset ${record.offset}`;
  assert.equal(Kafka.isEvent({ headers, value: record.payload }), true, where);
  const event = Kafka.toEvent({ key: record.key, headers, value: record.payload, body: record.payload });
  assert.equal(event.validate(), true, where);
  assert.equal(event.specversion, "1.0", where);
  assert.equal(event.datacontenttype, "application/json", where);
  assert.equal(event.id, headers.ce_id, where);
  assert.equal(event.source, "/deskledger/ticket-api", where);
  assert.equal(event.type, headers.ce_type, where);
  // A Date knows milliseconds, the record microseconds.
  assert.equal(Date.parse(event.time), Date.parse(headers.ce_time), where);
  assert.equal(event.subject, `${event.data.entity}/${event.data.id}`, where);
  assert.equal(Number(event.entityversion), event.data.version, where);
  assert.equal(event.actor, headers.ce_actor, where);
  assert.equal(event.requestid, headers.ce_requestid, where);
  assert.equal(event.partitionkey, record.key, where);

  // A record may come twice; new ones of a ticket come in the order of its versions, without a gap.
  if (!ids.has(event.id) && event.data.entity === "tickets" && !event.type.startsWith("io.deskledger.audit.")) {
    assert.equal(event.data.version, (versions.get(event.subject) ?? event.data.version - 1) + 1, where);
    versions.set(event.subject, event.data.version);
  }
  ids.add(event.id);
  records++;
  types.set(event.type, (types.get(event.type) ?? 0) + 1);
}

assert.ok(records > 0, "the topic is empty");
for (const [type, count] of [...types].sort()) {
  console.log(`${String(count).padStart(8)}  ${type}`);
}
console.log(`${records} records, ${ids.size} events: each a CloudEvent 1.0 to the SDK`);
