/** Where the code of the functions comes from: built by the program itself, so that `pulumi up` cannot ship old code. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as pulumi from '@pulumi/pulumi';
import type { ServiceName } from '@valine/settings';

/** The folder that holds a service's `index.mjs`. */
export type BundleOf = (service: ServiceName) => string;

/** Builds the four bundles and says where they are. The bundler is loaded only here: reading bundles does not need it. */
export async function buildBundles(): Promise<BundleOf> {
  const { bundleServices } = await import('@valine/toolchain/bundle');
  await bundleServices();
  return bundlesOnDisk;
}

/** The same for a stack that is started again and again: builds only what is not built already. */
export async function upToDateBundles(): Promise<BundleOf> {
  const { bundleIfChanged } = await import('@valine/toolchain/bundle');
  await bundleIfChanged();
  return bundlesOnDisk;
}

/** The bundles that were built before. @throws pulumi.RunError if there is none */
export const bundlesOnDisk = bundlesIn(fileURLToPath(new URL('../services', import.meta.url)));

/** Bundles below `services`, the folder of the services. */
export function bundlesIn(services: string): BundleOf {
  return (service) => {
    const folder = `${services}/${service}/dist`;
    if (!existsSync(`${folder}/index.mjs`)) throw new pulumi.RunError(missingBundleMessage(service));
    return folder;
  };
}

function missingBundleMessage(service: ServiceName): string {
  return `services/${service}/dist/index.mjs does not exist: run \`pnpm build\`, then try again.`;
}
