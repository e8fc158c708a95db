/** How every refusal reads: as ingress words its own. */
export { refusalMessage } from '@valine/contracts';
