import { list } from './column.js';

export const agreements = list({
  about: 'Agreements between commissioners and practices or groups, each with the terms that hold now',
  columns: {
    agreement: { kind: 'text', about: 'Id', filter: 'agreement', searched: true, sortable: true },
    holder: { kind: 'text', about: 'Practice or group', filter: 'holder', searched: true, sortable: true },
    holderName: { kind: 'text', about: 'Its name', searched: true, sortable: true },
    commissioner: { kind: 'text', about: 'The other party', filter: 'commissioner', sortable: true },
    status: {
      kind: 'text',
      about: 'PROPOSED (not signed by both), SIGNED (before its first day), IN_FORCE or ENDED',
      filter: 'status',
      sortable: true,
    },
    from: { kind: 'date', about: 'First day', sortable: true },
    to: { kind: 'date', about: 'Last day as agreed', sortable: true },
    endedOn: { kind: 'date', about: 'Last day where it was ended before its time', optional: true },
    holderSignedOn: { kind: 'date', about: 'The day on which the holder signed', optional: true },
    commissionerSignedOn: { kind: 'date', about: 'The day on which the commissioner signed', optional: true },
    edition: { kind: 'text', about: 'Edition of the guidance', filter: 'edition' },
    shareBp: { kind: 'share', about: 'Share of savings in basis points', sortable: true },
    guarantee: { kind: 'flag', about: 'Whether it holds whatever the commissioner’s finances', filter: 'guarantee' },
    protectsBaseline: {
      kind: 'flag',
      about: 'Whether the guarantee protects the baseline',
      filter: 'protectsBaseline',
    },
    lines: { kind: 'json', about: 'The service lines that it covers; none for all' },
    recovery: { kind: 'text', about: 'NONE, FULL_FIRST or INSTALMENTS: how earlier overspends are recovered' },
    segments: { kind: 'text', about: 'ADD_UP or STAND_ALONE' },
    variations: { kind: 'count', about: 'Variations that both signed' },
    proposedVariations: { kind: 'count', about: 'Variations that wait for a signature' },
  },
  key: ['agreement'],
  sort: 'agreement',
});
