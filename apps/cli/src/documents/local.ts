import type { DocumentStore } from '#documents';
import type { DocumentReach } from './reach.js';

export const localDocuments = (documents: DocumentStore): DocumentReach => ({
  add: (content, said) => documents.add(content, said),
  get: (sha256) => documents.read(sha256),
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
