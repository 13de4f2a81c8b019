import { dateOf, yearDays } from '#kernel';
import type { Scene } from '../scene.js';
import { SOURCE_FILES } from '../source-files.js';
import { dayIn, type Draft, type Wave } from '../wave.js';

/** The ten SHAs began on 1 July 2006. */
const SHAS_OPENED = '2006-07-01';

/** Who there is and who belongs to whom, from the published files; all of it known early in March. */
export function registrations(scene: Scene): readonly Wave[] {
  const on = dayIn(scene.year, 0, 3);
  return [
    { on, doing: 'strategic health authorities', drafts: () => authorities(scene) },
    { on, doing: 'primary care trusts', drafts: () => trusts(scene) },
    { on, doing: 'practices', drafts: () => practicesRegistered(scene) },
    { on, doing: 'commissioners under their authorities', drafts: () => trustsAssigned(scene) },
    { on, doing: 'practices under their commissioners', drafts: () => practicesAssigned(scene) },
    { on, doing: 'list sizes', drafts: () => listSizes(scene) },
  ];
}

const registered = (fields: { code: string; type: string; name: string; opensOn: string }, source: string): Draft => ({
  key: `${fields.code}/registered`,
  command: 'RegisterOrganisation',
  source,
  with: () => fields,
});

function* authorities({ shas }: Scene): Generator<Draft> {
  for (const { code, name } of shas) {
    yield registered({ code, type: 'SHA', name, opensOn: SHAS_OPENED }, SOURCE_FILES.bodies);
  }
}

function* trusts({ pcts }: Scene): Generator<Draft> {
  for (const { code, name, nameSource, opensOn } of pcts) {
    const type = code.startsWith('T') ? 'CARE_TRUST' : 'PCT';
    yield registered({ code, type, name, opensOn }, `${SOURCE_FILES.memberships}; ${nameSource}`);
  }
}

function* practicesRegistered({ practices }: Scene): Generator<Draft> {
  for (const { code, name, opensOn } of practices) {
    yield registered({ code, type: 'PRACTICE', name, opensOn }, SOURCE_FILES.practices);
  }
}

function* trustsAssigned({ pcts }: Scene): Generator<Draft> {
  const source = SOURCE_FILES.bodies;
  for (const { code: commissioner, sha: to, opensOn } of pcts) {
    const from = opensOn < SHAS_OPENED ? SHAS_OPENED : opensOn;
    const fields = { commissioner, to, from };
    yield { key: `${commissioner}/assigned`, command: 'AssignCommissioner', source, with: () => fields };
  }
}

function* practicesAssigned({ practices }: Scene): Generator<Draft> {
  const source = SOURCE_FILES.memberships;
  for (const { code: practice, pct: commissioner, assignedFrom: from } of practices) {
    const fields = { practice, commissioner, from };
    yield { key: `${practice}/assigned`, command: 'AssignPractice', source, with: () => fields };
  }
}

function* listSizes({ year, practices, synthetic }: Scene): Generator<Draft> {
  const censusDate = dateOf(yearDays(year).first);
  const real = `${SOURCE_FILES.listSizes}: April to June 2013, taken for ${censusDate}`;
  for (const { code: practice, patients, hasRealList } of practices) {
    const source = hasRealList ? real : synthetic;
    yield {
      key: `${practice}/list`,
      command: 'RecordListSize',
      source,
      with: () => ({ practice, censusDate, patients }),
    };
  }
}
