/** Tells at the end what was left out, and counts in one plain line. The name of such a test says why. */
export default class LeftOutReporter {
  onRunComplete(_contexts, { testResults, numPassedTests, numFailedTests, numPendingTests }) {
    const leftOut = testResults.flatMap((file) => file.testResults.filter(({ status }) => status === 'pending'));
    if (leftOut.length > 0) console.log(['\nLeft out:', ...leftOut.map(({ fullName }) => `  ${fullName}`)].join('\n'));
    console.log(`\nTests: ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
  }
}
