/**
 * One measurement in a process of its own, so that no subject inherits another's memory, compiled code or open files.
 * Told by its parent what to measure; answers with the figures, or with why there are none.
 */
import { VoidRun } from './measuring/void-run.mjs';
import { subjectOf } from './subjects.mjs';
import { seriesOf } from './workloads.mjs';

process.once('disconnect', () => process.exit()); // whoever asked is gone, or has the answer
process.once('message', (task) => {
  answer(task).then((said) => process.send(said, () => process.disconnect()));
});

async function answer(task) {
  try {
    const { opened } = await subjectOf(task.subject);
    const { measure } = await seriesOf(task.series);
    const figures = await measure({ ...task, open: () => opened(task) });
    return { figures };
  } catch (error) {
    return { isVoid: error instanceof VoidRun, failure: error.stack ?? String(error) };
  }
}
