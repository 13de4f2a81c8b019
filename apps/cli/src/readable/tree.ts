/** PLACEHOLDER to be finalised */
export const treeLines = (node: unknown): readonly string[] => JSON.stringify(node, null, 2).split('\n');
