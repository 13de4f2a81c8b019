/** The address of a store without user and password, fit for messages. A password may hold any sign, the last @ ends it. */
export const shownAddress = (address: string): string => address.replace(/\/\/.*@/s, '//');
