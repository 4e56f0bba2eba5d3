export const pdfType = 'application/pdf';
export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const jsonType = 'application/json; charset=utf-8';
export const svgType = 'image/svg+xml';
export const pngType = 'image/png';
export const csvType = 'text/csv; charset=utf-8';

/** Takes a file away under a name that every system can keep; its real name beside it (RFC 6266, RFC 8187). */
export function takenAwayAs(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** A file that we have made. */
export function fileAnswer(content: Uint8Array | string, type: string, name: string): Response {
  return new Response(typeof content === 'string' ? content : new Uint8Array(content), {
    headers: { 'content-type': type, 'content-disposition': takenAwayAs(name), 'cache-control': 'no-store' },
  });
}

/** A file that somebody has sent in: never opened here, and whatever it holds runs nowhere. */
export function sentFileAnswer(
  content: ReadableStream<Uint8Array>,
  bytes: number,
  type: string,
  name: string,
): Response {
  return new Response(content, {
    headers: {
      'content-type': type,
      'content-length': String(bytes),
      'content-disposition': takenAwayAs(name),
      'content-security-policy':
        "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'accept-ranges': 'none',
    },
  });
}
