import { createTransformer } from '@swc/jest';

/**
 * Jest gives each suite a context of its own, in which V8 asks Node for a global every time that it is read: 100 ns in
 * place of none. So each module reads these once, at its beginning; no test replaces one of them.
 */
const READ_OFTEN = ['BigInt', 'Buffer', 'Map', 'Promise', 'RegExp', 'Set', 'Symbol'];
/** Those that Jest gives to CommonJS packages too, none of which declares one of that name itself. */
export const READ_BY_ALL = ['Array', 'Boolean', 'Error', 'JSON', 'Math', 'Number', 'Object', 'String'];
/** On the first line, so that no other moves. */
const READING = `const { ${[...READ_BY_ALL, ...READ_OFTEN].join(', ')} } = globalThis; `;

export default {
  createTransformer(options) {
    const swc = createTransformer(options);
    return {
      ...swc,
      process: (source, ...of) => swc.process(READING + source, ...of),
      processAsync: (source, ...of) => swc.processAsync(READING + source, ...of),
      getCacheKey: (source, ...of) => swc.getCacheKey(READING + source, ...of),
    };
  },
};
