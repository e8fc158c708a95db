/**
 * The first step of a dispatched workflow: `node guard.mjs proceed|stop`. Its output `proceed` is `true` unless another
 * run with the same correlation id has run or runs; the argument says what happens when GitHub cannot be asked.
 */
import { text } from './lib/environment.mjs';
import { findTwin } from './lib/find-twin.mjs';
import { beginResults } from './lib/results.mjs';
import { failure, notice, setOutput } from './lib/workflow-commands.mjs';

const TITLE = 'Guard against double runs';
const whenUnsure = process.argv[2];

beginResults(Date.now());
if (whenUnsure !== 'proceed' && whenUnsure !== 'stop') {
  stop('Say what to do when GitHub cannot be asked: node guard.mjs proceed, or node guard.mjs stop.');
} else if (text('CORRELATION_ID') === '') {
  proceed('This run carries no correlation id, so no other run can be the same.');
} else {
  await decide();
}

async function decide() {
  try {
    const twin = await findTwin(text('CORRELATION_ID'));
    if (twin === undefined) return proceed('No other run with this correlation id has run or runs.');
    setOutput('proceed', 'false');
    notice(TITLE, `Run ${twin} carries the same correlation id, so this one does nothing. Look at that run instead.`);
  } catch (error) {
    const what = `GitHub did not say whether another run carries this correlation id (${error.message})`;
    if (whenUnsure === 'proceed') proceed(`${what}. Going on, as this workflow only reads.`);
    else stop(`${what}, so nothing was done. Start the workflow again once GitHub answers.`);
  }
}

function proceed(message) {
  notice(TITLE, message);
  setOutput('proceed', 'true');
}

function stop(message) {
  failure(TITLE, message);
  setOutput('proceed', 'false');
  process.exitCode = 1;
}
