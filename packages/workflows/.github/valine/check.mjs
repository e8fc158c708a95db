/** One check of the diagnose: `node check.mjs <name>`. It leaves its result for the summary, and fails its step when it fails. */
import { checkCloudFront, checkOidc, checkS3Read } from './lib/aws-checks.mjs';
import { checkApiHealth, checkApiHello, checkFrontend } from './lib/http-checks.mjs';
import { CHECK_NAMES, recordResult } from './lib/results.mjs';
import { failure } from './lib/workflow-commands.mjs';

const CHECKS = {
  oidc: checkOidc,
  s3_read: checkS3Read,
  cloudfront: checkCloudFront,
  api_health: checkApiHealth,
  api_hello: checkApiHello,
  frontend: checkFrontend,
};

const name = process.argv[2] ?? '';
if (Object.hasOwn(CHECKS, name)) {
  const started = performance.now();
  const result = await CHECKS[name]();
  recordResult(name, result, performance.now() - started);
  console.log(`${result.ok ? '✅' : '❌'} ${name}: ${result.details}`);
  if (!result.ok) {
    failure(name, result.details);
    process.exitCode = 1;
  }
} else {
  failure('check.mjs', `There is no such check. Name one of: ${CHECK_NAMES.join(', ')}.`);
  process.exitCode = 2;
}
