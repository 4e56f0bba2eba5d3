import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundaryOf, MultipartError, readParts } from './multipart.ts';

async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
async function read(body: AsyncIterable<Uint8Array>, boundary: string) {
  const parts: { name: string; fileName: string | undefined; content: Buffer }[] = [];
  for await (const { name, fileName, content } of readParts(body, boundary)) {
    const pieces: Buffer[] = [];
    for await (const piece of content) pieces.push(Buffer.from(piece));
    parts.push({ name, fileName, content: Buffer.concat(pieces) });
  }
  return parts;
}
const encoded = async (form: FormData): Promise<{ bytes: Uint8Array; boundary: string }> => {
  const request = new Request('http://localhost', { method: 'POST', body: form });
  return {
    bytes: new Uint8Array(await request.arrayBuffer()),
    boundary: boundaryOf(request.headers.get('content-type')) ?? '',
  };
};

test('a form that a browser would send is read as it was, wherever it is cut', async () => {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    // What looks like the end of a part and is not.
    fc.constantFrom('\r\n', '\r\n--', '--', '\r', '\r\n------').map((text) => new Uint8Array(Buffer.from(text))),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 10 }), content), { maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
      async (files, sizes) => {
        const form = new FormData();
        form.append('form', 'en å och en "ö"');
        for (const [name, bytes] of files) form.append('files', new File([new Uint8Array(bytes)], `${name}"å.txt`));
        const { bytes, boundary } = await encoded(form);
        const parts = await read(inPieces(bytes, sizes), boundary);
        expect(parts[0]).toEqual({ name: 'form', fileName: undefined, content: Buffer.from('en å och en "ö"') });
        expect(parts.slice(1).map((part) => [...part.content])).toEqual(files.map(([, own]) => [...own]));
      },
    ),
    { numRuns: 100 },
  );
});

test('a file keeps the name that it was given, quotation marks too', async () => {
  const form = new FormData();
  form.append('fil', new File(['x'], 'Årsmöte "2023".pdf'));
  const { bytes, boundary } = await encoded(form);
  expect((await read(inPieces(bytes, [1000]), boundary))[0]?.fileName).toBe('Årsmöte "2023".pdf');
});

test('what nobody reads is passed over', async () => {
  const form = new FormData();
  form.append('first', new File([Buffer.alloc(5000)], 'a.bin'));
  form.append('second', 'text');
  const { bytes, boundary } = await encoded(form);
  const names: string[] = [];
  for await (const { name } of readParts(inPieces(bytes, [100]), boundary)) names.push(name);
  expect(names).toEqual(['first', 'second']);
});

test.each([
  ['ends in the middle', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalva'],
  ['has no part with a name', '--b\r\nContent-Type: text/plain\r\n\r\ntext\r\n--b--'],
  ['has a head without an end', `--b\r\nContent-Disposition: form-data; name="a"; x="${'y'.repeat(20_000)}`],
  ['is something else', '{"a": 1}'],
])('a form that %s is refused', async (_, text) => {
  await expect(read(inPieces(Buffer.from(text), [9]), 'b')).rejects.toThrow(MultipartError);
});

test('only a form in parts has a boundary', () => {
  expect(boundaryOf('multipart/form-data; boundary="a b"')).toBe('a b');
  expect(boundaryOf('multipart/form-data; charset=utf-8; boundary=xyz')).toBe('xyz');
  expect(boundaryOf('application/x-www-form-urlencoded; boundary=xyz')).toBeUndefined();
  expect(boundaryOf(null)).toBeUndefined();
});
