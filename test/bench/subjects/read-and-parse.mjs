import Database from 'libsql';

/** The machine's own pace: every row of a store in order, its JSON parsed, nothing kept. */
export function readAndParse(path) {
  const db = new Database(path, { readonly: true });
  const rows = db.prepare('SELECT position, stream, type, data, metadata FROM event ORDER BY position').raw().iterate();
  let events = 0;
  for (const [, , , data, metadata] of rows) {
    JSON.parse(data);
    JSON.parse(metadata);
    events += 1;
  }
  db.close();
  return events;
}

/** The events of a store in order, for an oracle. */
export function* eventsIn(path) {
  const db = new Database(path, { readonly: true });
  try {
    const rows = db.prepare('SELECT stream, type, data, effective_at FROM event ORDER BY position').raw().iterate();
    for (const [stream, type, data, effectiveAtMs] of rows)
      yield { stream, type, data: JSON.parse(data), effectiveAtMs };
  } finally {
    db.close();
  }
}
