import { createHash } from 'node:crypto';
import { CompactRange } from './compact-range.js';

const sha256 = (...parts: readonly Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const hashes = Array.from({ length: 70 }, (_, index) => sha256(Buffer.from(String(index))).toString('hex'));

/** The tree as RFC 6962, 2.1, defines it. */
function treeHash(leaves: readonly string[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), Buffer.from(leaves[0]!, 'hex'));
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha256(Buffer.of(1), treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

test('at every length its root is the one of RFC 6962, also when it goes on from what was kept', () => {
  let range = new CompactRange();
  hashes.forEach((hash, index) => {
    expect(range.root()).toBe(treeHash(hashes.slice(0, index)).toString('hex'));
    range = new CompactRange(range.parts);
    range.append(hash);
    expect(range.size).toBe(index + 1);
  });
});

test('each part names the last event in it', () => {
  const range = new CompactRange();
  for (const hash of hashes.slice(0, 11)) range.append(hash);
  expect(range.parts.map(({ size, last }) => [size, hashes.indexOf(last) + 1])).toEqual([
    [8, 8],
    [2, 10],
    [1, 11],
  ]);
});
