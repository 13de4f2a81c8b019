import type { DocumentStore } from '#documents';
import type { Looking } from '#ledger';
import type { DocumentReach } from './reach.js';

/** @param looking  tells the access log, where the ledger has one */
export const localDocuments = (documents: DocumentStore, looking: Looking | undefined): DocumentReach => ({
  add: (content, said) => documents.add(content, said),
  get: (sha256) => {
    const find = () => documents.read(sha256);
    return looking ? looking.read('document', { sha256 }, find, () => ({ rowCount: 1 })) : find();
  },
  async check(attached, tell) {
    const { documents: whole, findings } = await documents.check(tell);
    const here = new Set([...whole, ...findings].map(({ sha256 }) => sha256));
    const missing = [...attached].filter((sha256) => !here.has(sha256));
    return {
      checked: whole.length + findings.length,
      findings: [...findings, ...missing.map((sha256) => ({ sha256, detail: 'is missing' }))],
    };
  },
});
