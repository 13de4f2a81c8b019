import { list } from './column.js';

export const journal = list({
  about: 'Every event, with both its dates: what it speaks of, and when the ledger learned of it',
  columns: {
    position: {
      kind: 'position',
      about: 'Its place in the log',
      filter: 'position',
      range: ['positionFrom', 'positionTo'],
      sortable: true,
    },
    recordedAt: {
      kind: 'instant',
      about: 'When the ledger learned of it',
      range: ['recordedFrom', 'recordedTo'],
      sortable: true,
    },
    effectiveOn: {
      kind: 'date',
      about: 'The day on which the fact holds, where it names one',
      optional: true,
      range: ['effectiveFrom', 'effectiveTo'],
      sortable: true,
    },
    type: { kind: 'text', about: 'Event type', filter: 'type', sortable: true },
    holder: {
      kind: 'text',
      about: 'Practice or group; as a filter also one of the other holders',
      optional: true,
      filter: 'holder',
      also: 'otherHolders',
      sortable: true,
    },
    commissioner: {
      kind: 'text',
      about:
        'The commissioner named, or else the one whose practice or group it was known to be when it was recorded; ' +
        'as a filter also one of the other commissioners',
      optional: true,
      filter: 'commissioner',
      also: 'otherCommissioners',
      sortable: true,
    },
    year: { kind: 'year', about: 'Financial year', optional: true, filter: 'year', sortable: true },
    amountPence: {
      kind: 'pence',
      about: 'The amount that it names: of several, their sum',
      optional: true,
      sortable: true,
    },
    actor: { kind: 'text', about: 'Who recorded it', filter: 'actor', sortable: true },
    organisation: { kind: 'text', about: 'For whom', optional: true, filter: 'organisation', sortable: true },
    unverified: { kind: 'flag', about: 'Whether the actor is only what the caller said' },
    command: { kind: 'text', about: 'The command', filter: 'command' },
    commandId: { kind: 'text', about: 'Its id', filter: 'commandId' },
    label: { kind: 'text', about: 'Its label', optional: true, filter: 'label' },
    because: { kind: 'text', about: 'The reason given', optional: true, searched: true },
    authority: { kind: 'text', about: 'The authority given', optional: true, searched: true },
    source: { kind: 'text', about: 'Where the fact comes from', optional: true, searched: true },
    documents: { kind: 'json', about: 'SHA-256 of the documents that it names', filter: 'document' },
    inErrorSince: { kind: 'position', about: 'The event that recorded it in error', optional: true },
    stream: { kind: 'text', about: 'Its stream', filter: 'stream' },
    revision: { kind: 'count', about: 'Its place in the stream' },
    id: { kind: 'text', about: 'Event id', filter: 'id' },
    otherHolders: {
      kind: 'json',
      about: 'Whom it is about besides: of a transfer the practice that it went to, of a membership the group',
    },
    otherCommissioners: { kind: 'json', about: 'Whose those were known to be, where that is another commissioner' },
  },
  key: ['position'],
  sort: '-position',
});
