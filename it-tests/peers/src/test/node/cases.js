// Runs named cases one after the other; a line each: "ok NAME" or "not ok NAME: WHY".
'use strict';

const CASE_LIMIT_MILLIS = 20000;

exports.run = async (cases) => {
  for (const [name, body] of Object.entries(cases)) {
    let timer;
    const limit = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error('did not end')), CASE_LIMIT_MILLIS);
    });
    try {
      await Promise.race([body(), limit]);
      console.log(`ok ${name}`);
    } catch (e) {
      console.log(`not ok ${name}: ${String(e.message).replaceAll('\n', ' ')}`);
    } finally {
      clearTimeout(timer);
    }
  }
  process.exit(0);
};

// The outcome of a unary call: {error, response, status, initial}.
exports.unary = (client, method, request, metadata, options) =>
  new Promise((resolve) => {
    const outcome = {};
    let parts = 0;
    const part = () => {
      if (++parts === 2) resolve(outcome);
    };
    const call = client[method](request, metadata, options ?? {}, (error, response) => {
      outcome.error = error;
      outcome.response = response;
      part();
    });
    call.on('metadata', (initial) => (outcome.initial = initial));
    call.on('status', (status) => {
      outcome.status = status;
      part();
    });
  });

// What a stream of answers brings: {messages, status}. A status of OK can come before messages that
// grpc-js still holds for a paused reader, so that both it and the stream's end are awaited.
exports.collect = (call, onMessage) =>
  new Promise((resolve) => {
    const messages = [];
    let status;
    let ended = false;
    const finish = () => {
      if (status && (ended || status.code !== 0)) resolve({ messages, status });
    };
    call.on('data', (message) => {
      messages.push(message);
      onMessage?.(message, messages.length);
    });
    call.on('error', () => {});
    call.on('end', () => {
      ended = true;
      finish();
    });
    call.on('status', (received) => {
      status = received;
      finish();
    });
  });
