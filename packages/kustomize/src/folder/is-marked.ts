import { join } from 'node:path';
import { type Maker, markerOf } from './marker.ts';
import { readHead } from './read-head.ts';
import { errorCode } from './system-errors.ts';

/** Whether a file carries the marker. A file that cannot be read counts as one without, so that it is left alone. */
export function isMarked(path: string, maker: Maker, root: string): boolean {
  try {
    const head = readHead(join(root, path), BYTE_ORDER_MARK.length + Buffer.byteLength(markerOf(path, maker)));
    return beginsWithMarker(head, path, maker);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}

/** Whether a file begins with the marker, also behind a byte order mark, which some editors add. */
export function beginsWithMarker(head: Buffer, path: string, maker: Maker): boolean {
  const marker = Buffer.from(markerOf(path, maker));
  const start = head.indexOf(BYTE_ORDER_MARK) === 0 ? BYTE_ORDER_MARK.length : 0;
  return head.subarray(start, start + marker.length).equals(marker);
}

const BYTE_ORDER_MARK = Buffer.from('\ufeff');
