// Forms as busboy reads them, over the HTTP server of Node: a line for each part, as the origin writes it.
'use strict';
const crypto = require('crypto');
const http = require('http');
const busboy = require('busboy');

const text = (value) => (value ? Buffer.from(value, 'utf8').toString('hex') : '-');

http.createServer((request, response) => {
  const lines = [];
  const answer = (status, body) => {
    if (!response.headersSent) {
      response.writeHead(status, { 'Content-Type': 'text/plain' });
      response.end(body);
    }
  };
  let parser;
  try {
    parser = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      preservePath: true,
      limits: { fieldSize: 64 << 20 },
    });
  } catch (e) {
    answer(400, String(e));
    return;
  }
  const put = (index, name, fileName, type, length, hash) => {
    lines[index] = `${text(name)} ${text(fileName)} ${text(type)} ${length} ${hash}\n`;
  };
  let parts = 0;
  parser.on('field', (name, value, info) => {
    const bytes = Buffer.from(value, 'utf8');
    // A field without a type is text/plain to busboy; the form says nothing.
    put(parts++, name, '', '', bytes.length, crypto.createHash('sha256').update(bytes).digest('hex'));
  });
  parser.on('file', (name, stream, info) => {
    const index = parts++;
    const hash = crypto.createHash('sha256');
    let length = 0;
    stream.on('data', (piece) => {
      hash.update(piece);
      length += piece.length;
    });
    stream.on('end', () => put(index, name, info.filename, info.mimeType, length, hash.digest('hex')));
  });
  parser.on('error', (e) => answer(400, String(e)));
  parser.on('close', () => answer(200, lines.join('')));
  request.pipe(parser);
}).listen(9101);
