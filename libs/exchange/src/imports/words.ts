/** Words parted by spaces or commas. */
export const wordsOf = (text: string): string[] => text.split(/[ ,]+/).filter((word) => word !== '');
