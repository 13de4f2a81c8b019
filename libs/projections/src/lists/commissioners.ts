import { list } from './column.js';

const pence = (about: string) => ({ kind: 'pence', about, sortable: true }) as const;

const byBasis = {
  rulingPence: pence('Entitled by ruling'),
  guaranteePence: pence('Entitled by guarantee'),
  agreementPence: pence('Entitled by agreement'),
  guidancePence: pence('Entitled by guidance'),
} as const;

export const exposures = list({
  about: 'What each commissioner owes its practices for each year, beside what it can pay',
  columns: {
    commissioner: { kind: 'text', about: 'ODS code', filter: 'commissioner', searched: true, sortable: true },
    name: { kind: 'text', about: 'Name', searched: true, sortable: true },
    year: { kind: 'year', about: 'Financial year', filter: 'year', sortable: true },
    entitledPence: pence('What its practices are entitled to'),
    releaseFundPence: { ...pence('The money set aside to pay it'), optional: true },
    affordablePence: { ...pence('What the fund can still pay'), optional: true },
    paidPence: pence('What was paid'),
    outstandingPence: pence('Entitled less paid'),
    shortfallPence: { ...pence('Outstanding less affordable'), optional: true },
    ...byBasis,
    practices: { kind: 'count', about: 'Practices with a budget that it owes', sortable: true },
  },
  key: ['commissioner', 'year'],
  sort: 'commissioner',
});

export const rollUps = list({
  about: 'The sums of practices’ statements by body and year: commissioners, strategic health authorities, England',
  columns: {
    of: { kind: 'text', about: 'A body’s code, or ENGLAND', filter: 'of', searched: true, sortable: true },
    name: { kind: 'text', about: 'Name', searched: true, sortable: true },
    type: { kind: 'text', about: 'Its type; ENGLAND for England', filter: 'type', sortable: true },
    belongsTo: {
      kind: 'text',
      about: 'The body to which it belongs',
      optional: true,
      filter: 'belongsTo',
      sortable: true,
    },
    year: { kind: 'year', about: 'Financial year', filter: 'year', sortable: true },
    entitledPence: pence('What the practices are entitled to'),
    paidPence: pence('What was paid'),
    outstandingPence: pence('Entitled less paid'),
    ...byBasis,
    practices: { kind: 'count', about: 'Practices', sortable: true },
  },
  key: ['of', 'year'],
  sort: 'of',
});

export const timeline = list({
  about: 'What a commissioner owed and could pay after each event of its finances, as known then',
  columns: {
    commissioner: { kind: 'text', about: 'ODS code', filter: 'commissioner' },
    year: { kind: 'year', about: 'Financial year', filter: 'year' },
    position: { kind: 'position', about: 'Of the event', sortable: true },
    recordedAt: { kind: 'instant', about: 'When the ledger learned of it', sortable: true },
    type: { kind: 'text', about: 'The event’s type', filter: 'type' },
    amountPence: { kind: 'pence', about: 'The amount that it names', optional: true },
    because: { kind: 'text', about: 'The reason given', optional: true },
    entitledPence: pence('What the practices were entitled to'),
    affordablePence: { ...pence('What the fund could still pay'), optional: true },
    paidPence: pence('What was paid by then'),
    outstandingPence: pence('Entitled less paid'),
    shortfallPence: { ...pence('Outstanding less affordable'), optional: true },
  },
  key: ['commissioner', 'year', 'position'],
  sort: 'position',
});
