export const pdfType = 'application/pdf';
export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const jsonType = 'application/json; charset=utf-8';
export const svgType = 'image/svg+xml';
export const pngType = 'image/png';
export const csvType = 'text/csv; charset=utf-8';

/** A file to take away, under a name that every system can keep; its real name beside it (RFC 6266). */
export function fileAnswer(content: Uint8Array | string, type: string, name: string): Response {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return new Response(typeof content === 'string' ? content : new Uint8Array(content), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    },
  });
}
