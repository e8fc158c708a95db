/** The ranges of IPv4 that no public service stands in: those of IANA's registry, and Azure's metadata. */
import { words } from './test-refused-urls.ts';

/** Addresses are numbers. */
export const NOT_PUBLIC = words(`
  0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24
  192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 168.63.129.16/32
`).map((range) => {
  const [start = '', bits] = range.split('/');
  const first = start.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return { range, first, last: first + 2 ** (32 - Number(bits)) - 1 };
});
